/** The browser's Back returns to a page as it was left, from its first paint on: this runs before any module has come. */

/** On its way to another page Streamlit pushes this one anew, with the other's parameters: once for each window that is undone. */
function keepAsLeft() {
  const mark = Symbol.for("lstm-as-left");
  if (history[mark]) return;
  history[mark] = true;
  const push = history.pushState;
  let goes = false; // to another page: its link was pressed, or the reader is led there
  let left = /** @type {{was: string, is: string} | null} */ (null);

  const forget = () => {
    goes = false;
    left = null;
  };
  const pressed = (event) => {
    const link = event.composedPath().find((one) => one instanceof HTMLAnchorElement && one.hasAttribute("href"));
    if (!link || link.target === "_blank" || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const start = /^(\?|$)/.test(link.getAttribute("href") ?? ""); // as Streamlit writes it, with or without a query
    goes = link.origin === location.origin && link.protocol === location.protocol && (start || link.pathname !== location.pathname);
  };
  addEventListener("click", pressed, { capture: true });
  addEventListener("lstm-goes", () => (goes = true));
  addEventListener("popstate", forget);

  history.pushState = function (state, unused, url) {
    const [here, to] = [location.href, new URL(url ?? "", location.href)];
    const same = to.pathname === location.pathname;
    if (same && goes) {
      left = { was: left?.is === here ? left.was : here, is: to.href };
      return history.replaceState(state, unused, url);
    }
    if (!same && left?.is === here) history.replaceState(state, unused, left.was);
    if (!same) forget();
    return push.call(this, state, unused, url);
  };
}

keepAsLeft();
