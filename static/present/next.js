/** On to the next question of a page that nobody has answered; after the last one to the next stop. */

const QUESTIONS = "[role=radiogroup]:has(button[data-variant=pills]), .st-key-keep [role=radiogroup]";
const ANSWERED = "[aria-checked=true], input:checked";
const FLASH = { duration: 1600, easing: "ease-out" };

/** @param {WeakSet<Element>} asked the questions that were gone to before; this one joins them */
export function goToNext(asked) {
  const open = [...document.querySelectorAll(QUESTIONS)].filter((one) => one.checkVisibility() && !one.querySelector(ANSWERED));
  const next = open.find((one) => !asked.has(one));
  if (!next) return /** @type {HTMLElement | null} */ (document.querySelector(".st-key-onward a"))?.click();
  asked.add(next);
  next.scrollIntoView({ block: "center" });
  next.animate([{ outline: "4px solid currentColor", outlineOffset: "8px" }, { outline: "4px solid transparent", outlineOffset: "8px" }], FLASH);
}
