/** What a tab that presents and its notes in the second window say to each other, with no server between. */

const KEY = "lstm-presentation";
const FREED = 1500; // ms in which a tab that is loaded anew gives its name back
const inTab = (globalThis[Symbol.for(KEY)] ??= {});

/** This tab's own presentation: two tabs have two, and the one that is loaded anew keeps its own. @returns {Promise<string>} */
export function presentation() {
  return (inTab.own ??= named());
}

/** A tab that was made from another one has that one's name in what it keeps; a tab holds the lock of its name. */
async function named() {
  const another = () => crypto.getRandomValues(new Uint32Array(2)).join("-");
  let name = keeps() || another();
  while (!(await holds(name))) name = another();
  keeps(name);
  return name;
}

/** @param {string} [name] to be kept from now on */
function keeps(name) {
  try {
    if (name) sessionStorage.setItem(KEY, name);
    return sessionStorage.getItem(KEY) ?? "";
  } catch {
    return ""; // a browser that keeps nothing
  }
}

/** Whether no other tab has the name; a browser without locks, or a page that is not secure, cannot know. @param {string} name */
function holds(name) {
  const { locks } = navigator;
  if (!locks) return Promise.resolve(true);
  const waits = new AbortController();
  setTimeout(() => waits.abort(), FREED);
  return new Promise((answer) => {
    const hold = () => (answer(true), new Promise((release) => (inTab.release = release))); // of a promise that nobody keeps, a browser lets go
    locks.request(`${KEY} ${name}`, { signal: waits.signal }, hold).catch(({ name }) => answer(name !== "AbortError"));
  });
}

/**
 * @param {string | Promise<string>} name of a presentation
 * @param {Record<string, (content: any) => void>} hears by the name of what is said
 * @returns {{say: (message: Record<string, any>) => void, leave: () => void}} what is said before the name is known waits for it
 */
export function openChannel(name, hears) {
  const opened = Promise.resolve(name).then((name) => {
    const channel = new BroadcastChannel(`lstm-notes ${name}`);
    channel.onmessage = ({ data }) => Object.entries(Object(data)).forEach(([name, content]) => hears[name]?.(content));
    return channel;
  });
  const then = (act) => void opened.then(act);
  return { say: (message) => then((channel) => channel.postMessage(message)), leave: () => then((channel) => channel.close()) };
}
