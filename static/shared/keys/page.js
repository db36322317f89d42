/** The keys of a page's instruments: they work wherever the focus is, unless they belong to what has it. */

/** Shared by all versions of this module, so that one key is heard once. @type {{all: Set<HTMLElement>, last: HTMLElement | null, hear: ((event: KeyboardEvent) => void) | null}} */
const page = (globalThis[Symbol.for("lstm-instruments")] ??= { all: new Set(), last: null, hear: null });

const SCROLL = [" ", "PageUp", "PageDown", "Home", "End"]; // on a page without an instrument in sight
const KEYS = new Set([...SCROLL, "ArrowLeft", "ArrowRight", ",", ".", "1", "2", "3", "4", "?", "Escape"]);
const WITH_SHIFT = new Set(["ArrowLeft", "ArrowRight", ",", ".", "?", "1", "2", "3", "4"]); // the signs need it on some keyboards
const ENOUGH = 100; // px of an instrument in the window are a sight of it

const BUTTONS = "button, summary, a[href], [role=button], [role=link], [role=switch], input:is([type=checkbox], [type=button], [type=submit])";
const CHOICES = "input[type=radio], [role=radio], [role=tab], [role=checkbox]";
const FIELDS =
  "input:not([type=radio], [type=checkbox], [type=button], [type=submit]), textarea, select, [contenteditable]:not([contenteditable=false]), iframe, video, " +
  ["slider", "spinbutton", "combobox", "listbox", "option", "menu", "menuitem", "dialog", "textbox", "searchbox", "grid", "tree"].map((role) => `[role=${role}]`).join(", ");
/** Which keys belong to what has the focus, the most demanding first. @type {[string, (key: string) => boolean][]} */
const OWN = [
  [FIELDS, () => true],
  [CHOICES, (key) => key === " " || key === "Home" || key === "End" || key.startsWith("Arrow")],
  [BUTTONS, (key) => key === " "],
];
const OPEN = "[role=dialog], [role=alertdialog], [role=listbox], [role=menu], [data-baseweb=popover]"; // of Streamlit, over the page

/**
 * From now on the keys of the page are this instrument's: it hears them as if it had the focus, and it keeps the focus
 * after a click on anything in it that needs no keys of its own.
 * @param {HTMLElement} wrapper that listens to keydown
 * @returns {() => void} no more
 */
export function hearPage(wrapper) {
  const used = () => (page.last = wrapper);
  const settle = ({ target }) => {
    used();
    if (target !== wrapper && target.tabIndex < 0 && !target.matches(`${FIELDS}, ${CHOICES}, ${BUTTONS}`)) wrapper.focus({ preventScroll: true });
  };
  // After a click on a button the keys are the instrument's again: Space plays, and does not press the button once more.
  const clicked = (event) => event.detail && event.target.closest("button:not([aria-haspopup])") && wrapper.focus({ preventScroll: true });
  const listeners = { pointerdown: used, focusin: settle, click: clicked };
  for (const [event, listener] of Object.entries(listeners)) wrapper.addEventListener(event, listener);
  page.all.add(wrapper);
  if (!page.hear) document.addEventListener("keydown", (page.hear = pressed));

  return () => {
    for (const [event, listener] of Object.entries(listeners)) wrapper.removeEventListener(event, listener);
    page.all.delete(wrapper);
    if (page.last === wrapper) page.last = null;
    if (page.all.size) return;
    document.removeEventListener("keydown", page.hear);
    page.hear = null;
  };
}

/** @param {KeyboardEvent} event that nobody has taken */
function pressed(event) {
  const { key, code, shiftKey, repeat } = event;
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey && (!shiftKey || WITH_SHIFT.has(key));
  if (!plain || !KEYS.has(key) || event.defaultPrevented || event.isComposing) return;
  const path = event.composedPath().filter((one) => one instanceof Element);
  if (path.some((one) => page.all.has(one))) return; // the instrument has heard it
  if (OWN.some(([selector, takes]) => takes(key) && path.some((one) => one.matches(selector))) || isCovered()) return;
  const { wrapper, seen } = instrument();
  if (!wrapper || (!seen && SCROLL.includes(key))) return;
  const told = new KeyboardEvent("keydown", { key, code, shiftKey, repeat, cancelable: true });
  wrapper.dispatchEvent(told);
  if (!told.defaultPrevented) return;
  event.preventDefault();
  if (!seen) wrapper.scrollIntoView({ block: "nearest" });
}

const isCovered = () => [...document.querySelectorAll(OPEN)].some((one) => one.checkVisibility());

/** The one that was used last, else the first, of those in sight; where none is, of all. */
function instrument() {
  const shown = [...page.all].filter((one) => one.checkVisibility()).map((one) => ({ one, box: one.getBoundingClientRect() }));
  shown.sort((a, b) => a.box.top - b.box.top);
  const inSight = shown.filter(({ box }) => Math.min(box.bottom, innerHeight) - Math.max(box.top, 0) >= Math.min(box.height, ENOUGH));
  const from = (inSight.length ? inSight : shown).map(({ one }) => one);
  return { wrapper: from.find((one) => one === page.last) ?? from[0], seen: inSight.length > 0 };
}
