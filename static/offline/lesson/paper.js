/** The lesson on paper: as wide as a sheet, on white, its pictures drawn anew for that; on the screen again afterwards. */

const [SHEET, HALF] = [1032, 520]; // pixels of A4 between its margins, of about half of it
const PICTURES = ["svg", "canvas", "table"];
const root = document.documentElement;
const dark = globalThis.matchMedia("(prefers-color-scheme: dark)");
const print = globalThis.matchMedia("print");
const watching = /** @type {Set<Watching>} */ (new Set());
const turns = /** @type {Set<() => void>} */ (new Set());

/** Tells a picture of its new width at once where no frame comes any more: a browser that prints draws none. */
class Watching extends ResizeObserver {
  places = /** @type {Set<Element>} */ (new Set());

  /** @param {ResizeObserverCallback} told */
  constructor(told) {
    super(told);
    this.told = told;
    watching.add(this);
  }

  observe(target, how) {
    super.observe(target, how);
    this.places.add(target);
  }

  disconnect() {
    super.disconnect();
    watching.delete(this);
  }

  tell() {
    const seen = [...this.places].map((target) => ({ target, contentRect: { width: target.clientWidth } }));
    if (seen.length) this.told(/** @type {any} */ (seen), this);
  }
}

/** From now on the pictures that are made can be printed, whichever way a reader prints. */
export function listenForPaper() {
  globalThis.ResizeObserver = Watching;
  addEventListener("beforeprint", () => (lay(true), keepWhole()));
  const back = () => lay(print.matches);
  addEventListener("afterprint", back);
  print.addEventListener("change", back);
  dark.addEventListener("change", turn);
}

const turn = () => turns.forEach((draw) => draw());
const onPaper = () => root.hasAttribute("data-paper");

/** Whether what is drawn stands on dark ground: never on paper. */
export const isDark = () => dark.matches && !onPaper();

/** @param {() => void} draw when the ground has become light or dark @returns {() => void} to forget it again */
export function whenTurned(draw) {
  turns.add(draw);
  return () => void turns.delete(draw);
}

/** @param {boolean} paper whether the lesson lies on a sheet or on the screen */
export function lay(paper) {
  if (paper === onPaper()) return;
  root.toggleAttribute("data-paper", paper);
  if (dark.matches) turn();
  atOnce(() => watching.forEach((one) => one.tell()));
  if (paper) keepWhole();
}

/** What fits on half a sheet, or is a picture, is not torn between two; of what does not, each of its parts. */
export function keepWhole(/** @type {Element} */ place = document.body) {
  const whole = place.getBoundingClientRect().height <= (PICTURES.includes(place.localName) ? SHEET : HALF);
  /** @type {HTMLElement} */ (place).style.breakInside = whole ? "avoid" : "";
  if (!whole) for (const part of (place.shadowRoot ?? place).children) keepWhole(part);
}

/** What it asks to be drawn in the next frame is drawn now. */
function atOnce(act) {
  const { requestAnimationFrame } = globalThis;
  const asked = /** @type {FrameRequestCallback[]} */ ([]);
  globalThis.requestAnimationFrame = (draw) => -asked.push(draw);
  act();
  Object.assign(globalThis, { requestAnimationFrame });
  for (const draw of asked) draw(performance.now());
}
