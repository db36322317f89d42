/** What a hand does in the lanes of a film that is alive: it holds values, and carries memories over. */

import { mark } from "../../shared/dom.js";
import { createBands } from "./bands.js";
import { createBubble } from "./bubble.js";
import { createCarry } from "./carry.js";
import { createGrasp } from "./grasp.js";
import { createGrip } from "./grip.js";
import { listenToHand } from "./keys.js";
import { createList } from "./list.js";

const SEEN = ["hand", "values", "word", "unit", "view", "order", "scope", "pins", "size", "theme", "zoom"];
const FILM = 2;

/**
 * @param {HTMLElement} wrapper
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {import("../view.js").View} view
 * @param {import("../live/live.js").Live} live
 * @param {ReturnType<import("../lanes/lanes.js").createLanes>} lanes
 * @param {import("../line/line.js").Line} line
 */
export function createHand(wrapper, film, state, view, live, lanes, line) {
  const grasp = createGrasp(film, live, () => state.redraw("hand"));
  const bands = createBands(film, live, lanes);
  const bubble = createBubble(wrapper, film, view, grasp, live);
  const carry = live.rule ? createCarry(wrapper, film, state, view, live, lanes) : null;
  const list = createList(film, view, live, line.held, {
    open: (hold, chip) => open(() => grasp.takeHold(hold, state.get().unit), chip),
    light: bands.light,
    remove(k) {
      const hold = live.holds()[k];
      grasp.release();
      live.setHolds(live.holds().filter((one) => one !== hold));
    },
  });
  if (carry) line.element.append(carry.button);
  const grip = createGrip(lanes, state, { down: bubble.leave, moved: take, let: letGo });
  const forget = listenToHand(wrapper, live, { hold: holdHere, carry: () => carry?.start(), leave });
  let touched = factorLane(film);
  /** @type {HTMLElement | null} beside which the bubble stands where its band is out of sight */
  let beside = null;
  let opened = 0;

  function open(how, chip = null) {
    if (grasp.get()) grasp.release();
    beside = chip;
    opened += 1;
    how();
  }

  function take({ name, unit, first, last }) {
    touched = name;
    open(() => grasp.take({ name, unit, first, last }));
    bubbleWaits = true;
  }

  let bubbleWaits = false; // while a stretch is being marked

  function letGo({ name, unit, first, last, pressed }) {
    touched = name;
    bubbleWaits = false;
    wrapper.focus({ preventScroll: true });
    const held = pressed && bands.at({ name, word: first, unit });
    open(() => (held ? grasp.takeHold(held, unit) : grasp.take({ name, unit, first, last })));
  }

  /** For the key: the chosen unit at the chosen word, in the lane that was touched last. */
  function holdHere() {
    const { word, unit } = state.get();
    state.set({ playing: false });
    const held = bands.at({ name: touched, word, unit });
    open(() => (held ? grasp.takeHold(held, unit) : grasp.take({ name: touched, unit, first: word, last: word })));
    requestAnimationFrame(() => requestAnimationFrame(bubble.focus)); // once it is drawn
  }

  function leave() {
    const there = grasp.get() !== null;
    if (there) bubble.leave();
    return there;
  }

  /** On the screen: the row that is grasped, or the chip where that row cannot be seen. */
  function anchor() {
    const { name, first, last, unit } = grasp.get();
    const lane = state.get().zoom === FILM && lanes.lane(name);
    const [box] = lane ? bands.boxesOf({ name, first, last, units: [unit] }) : [];
    if (box) {
      const of = lane.body.getBoundingClientRect();
      const row = new DOMRect(of.left + box.left, of.top + box.top, box.width, box.height);
      const { clientHeight } = document.documentElement;
      if (!beside || (row.top >= 0 && row.bottom <= clientHeight)) return row;
    }
    return (beside ?? line.element).getBoundingClientRect();
  }

  /** A text that differs once the bubble has to stand elsewhere. */
  function where(place) {
    const stretch = grasp.get();
    if (!stretch) return "";
    const { name, first, last, unit } = stretch;
    return [opened, name, first, last, unit, place.zoom, place.unit, place.order, place.pins.length, lanes.columns().width, lanes.lane(name)?.height(), live.holds().length].join(" ");
  }

  /** @param {import("../state.js").Place} place @param {Set<string>} changed */
  function draw(place, changed) {
    if (place.playing && grasp.get()) grasp.release();
    if (!SEEN.some((key) => changed.has(key))) return;
    mark(wrapper, { "data-moving": grasp.isMoving() }); // what follows a hand does so at once
    list.draw();
    carry?.draw(place, changed);
    if (place.zoom === FILM) bands.draw(grasp.get(), ["hand", "pins", "size", "theme", "zoom"].some((key) => changed.has(key)));
    bubble.draw(where(place), anchor);
    if (bubbleWaits) bubble.element.hidden = true;
  }

  const outside = (event) => {
    const path = event.composedPath();
    if (grasp.get() && !path.includes(bubble.element) && !path.includes(lanes.field) && !path.includes(line.held)) grasp.release();
  };
  globalThis.addEventListener("pointerdown", outside);

  return {
    floats: carry ? [bubble.element, carry.ghost] : [bubble.element],
    draw,
    isMoving: grasp.isMoving,
    take() {
      grasp.drop();
      carry?.take();
    },
    leave() {
      globalThis.removeEventListener("pointerdown", outside);
      forget();
      grip.leave();
      carry?.leave();
    },
  };
}

/** The lane of what keeps the memory, else the first. */
function factorLane(film) {
  const factors = Object.values(film.header.belt).map(({ factor }) => factor);
  return (film.lanes.find(({ node }) => factors.includes(node)) ?? film.lanes[0]).name;
}
