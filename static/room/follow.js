/** Goes where the teacher is: to another page through the server, to a word and a unit of a film within this page. */

import { ledTo } from "../shared/address/led.js";

/**
 * @param {string} page this one
 * @param {Record<string, string>} names the pages that one can be led to
 * @param {(page: string, place: string) => void} go
 */
export function createFollower(page, names, go) {
  let before = "";
  const leadTo = (there, place) => {
    globalThis.dispatchEvent(new Event("lstm-goes")); // Back returns to this page as it was left
    go(there, place);
  };
  return {
    /** @param {{page: string, place: string}} where the teacher is */
    follow({ page: there, place }) {
      const now = `${there}?${place}`;
      if (!Object.hasOwn(names, there) || before === now) return;
      before = now;
      if (there === page) ledTo(place);
      else leadTo(there, place);
    },
    /** From now on this reader goes alone. */
    forget() {
      before = "";
      ledTo(null);
    },
  };
}
