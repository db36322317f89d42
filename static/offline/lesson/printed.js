/** Prints a lesson with all that is folded, once that stands on the sheet, its charts too, and nothing more comes. */

import { keepWhole, lay } from "./paper.js";

const [PATIENCE, QUIET] = [100, 3]; // tenths of a second: that a chart may take, in which nothing has come

export async function printed() {
  lay(true);
  const coming = () => [...document.querySelectorAll(".plot:not([hidden])")].some((place) => !place.querySelector(".main-svg"));
  for (let [waits, quiet, high] = [0, 0, 0]; waits < PATIENCE && quiet < QUIET; waits += 1) {
    for (const fold of document.querySelectorAll("details")) fold.open = true; // what comes may have folds of its own
    await new Promise((done) => setTimeout(done, 100));
    quiet = coming() || document.body.scrollHeight !== high ? 0 : quiet + 1;
    high = document.body.scrollHeight;
  }
  keepWhole();
  globalThis.print();
}
