/** A network that one page hands to another: it lies in this browser alone, the newest in the place of the one before. */

const [BASE, STORE, KEY] = ["lstm-learning", "networks", "handed"];

/**
 * `header` is what the parts of the lesson get from Python, with the words of the frozen network; `begun` is the network
 * before its first update, `at` when it was handed over, in milliseconds since 1970.
 * @typedef {{header: any, title: string, update: number, at: number,
 *            model: import("../../live/model.js").Model, begun: import("../../live/model.js").Model}} Handed
 */

/** @param {Handed} network @returns {Promise<void>} rejected where the browser keeps nothing */
export const hand = (network) => within("readwrite", (store) => store.put(network, KEY));

/** @returns {Promise<Handed | null>} null where nothing was handed over, or the browser keeps nothing */
export const handed = () => within("readonly", (store) => store.get(KEY)).then((found) => found ?? null, () => null);

/** @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest} asking */
function within(mode, asking) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(BASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const base = opening.result;
      const going = base.transaction(STORE, mode);
      const asked = asking(going.objectStore(STORE));
      going.oncomplete = () => (base.close(), resolve(asked.result));
      going.onerror = going.onabort = () => (base.close(), reject(going.error));
    };
  });
}
