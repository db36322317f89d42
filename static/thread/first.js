/** The browser's Back returns to a page as it was left, from its first paint on: this runs before any module has come. */

const SOON = 3000; // ms

/** Before it goes to another page Streamlit pushes this one without what stands in its address: once for each window that is undone. */
function keepAsLeft() {
  const mark = Symbol.for("lstm-as-left");
  if (history[mark]) return;
  history[mark] = true;
  const push = history.pushState;
  let left = /** @type {{was: string, is: string, since: number} | null} */ (null);
  history.pushState = function (state, unused, url) {
    const [here, to] = [new URL(location.href), new URL(url ?? location.href, location.href)];
    const same = here.pathname === to.pathname;
    if (same && typeof url === "string" && here.search && !to.search) {
      left = { was: here.href, is: to.href, since: performance.now() };
      return history.replaceState(state, unused, url);
    }
    if (!same && left?.is === here.href && performance.now() - left.since < SOON) history.replaceState(state, unused, left.was);
    left = null;
    return push.call(this, state, unused, url);
  };
}

keepAsLeft();
