/** Goes through slides step by step: keys, a clicker, a click or a tap; the address remembers where. */

const slides = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("section")]);
const place = /** @type {HTMLElement} */ (document.getElementById("place"));
const later = (slide) => /** @type {HTMLElement[]} */ ([...slide.querySelectorAll(".later")]);
let at = Math.min(slides.length - 1, Math.max(0, Number(location.hash.slice(1)) - 1 || 0));
let shown = 0; // of what the slide says later

function draw() {
  slides.forEach((slide, k) => (slide.hidden = k !== at));
  later(slides[at]).forEach((one, k) => (one.hidden = k >= shown));
  place.textContent = `${at + 1} of ${slides.length}`;
  history.replaceState(null, "", `#${at + 1}`);
}

/** @param {number} by 1 or −1 */
function go(by) {
  const more = later(slides[at]).length;
  if (by > 0 && shown < more) shown += 1;
  else if (by < 0 && shown > 0) shown -= 1;
  else if (slides[at + by]) {
    at += by;
    shown = by > 0 ? 0 : later(slides[at]).length;
  }
  draw();
}

function jump(to) {
  [at, shown] = [to, 0];
  draw();
}

const KEYS = {
  ...Object.fromEntries(["ArrowRight", "ArrowDown", "PageDown", " ", "Enter", "n"].map((key) => [key, () => go(1)])),
  ...Object.fromEntries(["ArrowLeft", "ArrowUp", "PageUp", "Backspace", "p"].map((key) => [key, () => go(-1)])),
  Home: () => jump(0),
  End: () => jump(slides.length - 1),
  f: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.()),
};

addEventListener("keydown", (event) => {
  const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.target instanceof HTMLButtonElement && [" ", "Enter"].includes(event.key)) return;
  event.preventDefault();
  act();
});
document.querySelector("main")?.addEventListener("click", () => go(1));
document.getElementById("back")?.addEventListener("click", () => go(-1));
document.getElementById("on")?.addEventListener("click", () => go(1));
draw();
