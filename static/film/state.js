/** Where the film stands, and the one loop that moves it and draws what changed. */

const WORD_SECONDS = 1.2; // one word at speed 1: its micro-steps run through in half of it, then it rests
const RUNNING = 0.5;
const PART_SECONDS = 1.1; // one micro-step at speed 1, where the cell is looked at closely
const CELL = 3;
const PASSES = 3; // of drawing: what one part takes of the height, another one leaves

/**
 * @typedef {{word: number, micro: number, unit: number, zoom: number, speed: number, playing: boolean,
 *            order: string, view: "because" | "raw", lanes: string, scope: "unit" | "layer" | "all", tint: string, pins: number[],
 *            below?: boolean, terms?: number | null, marked?: boolean}} Place `below`: what a hero folds is open; `terms`: the micro-step whose sum is
 *   taken apart; `marked`: a hand has marked the unit's row as its answer, and not said it yet
 */

/**
 * @param {Place} start
 * @param {import("./film.js").Film} film
 * @param {(place: Place, changed: Set<string>) => void} draw
 */
export function createState(start, film, draw) {
  let place = { ...start };
  let changed = new Set();
  let frame = 0;
  let before = 0;
  let waited = 0;

  function loop(now) {
    frame = 0;
    if (place.playing) advance(Math.min(0.25, (now - before) / 1000));
    before = now;
    const what = changed;
    changed = new Set();
    if (what.size) draw(place, what);
    if (place.playing || changed.size) request();
  }

  function request() {
    frame ||= requestAnimationFrame(loop);
  }

  /** @param {Partial<Place>} change */
  function set(change) {
    for (const [key, value] of Object.entries(change)) {
      if (place[key] === value) continue;
      place = { ...place, [key]: value };
      changed.add(key);
      if (key === "playing") [before, waited] = [performance.now(), 0];
    }
    if (changed.size) request();
  }

  function advance(seconds) {
    let { word, micro } = place;
    waited += seconds * place.speed;
    while (waited >= lasts(micro) && !isEnd(word, micro)) {
      waited -= lasts(micro);
      [word, micro] = following(word, micro);
    }
    set({ word, micro, playing: !isEnd(word, micro) });
  }

  /** Seconds that a micro-step stays. */
  function lasts(micro) {
    if (place.zoom === CELL || !film.lastPart) return PART_SECONDS;
    return micro === film.lastPart ? (1 - RUNNING) * WORD_SECONDS : (RUNNING * WORD_SECONDS) / film.lastPart;
  }

  const isEnd = (word, micro) => word === film.steps - 1 && micro === film.lastPart;

  function following(word, micro) {
    if (micro < film.lastPart) return [word, micro + 1];
    return word < film.steps - 1 ? [word + 1, 0] : [word, micro];
  }

  const clamp = (word) => Math.max(0, Math.min(film.steps - 1, word));
  return {
    get: () => place,
    set,
    redraw: (...keys) => {
      keys.forEach((key) => changed.add(key));
      request();
    },
    /** Draws what has changed before anyone sees it: parts that nobody has drawn yet are of no size. */
    settle() {
      for (let pass = 0; changed.size && pass < PASSES; pass += 1) {
        cancelAnimationFrame(frame);
        loop(performance.now());
      }
    },
    /** @param {number} word the whole of it: every micro-step done */
    toWord: (word) => set({ word: clamp(word), micro: film.lastPart, playing: false }),
    stepWord: (by) => set({ word: clamp(place.word + by), micro: film.lastPart, playing: false }),
    stepMicro(by) {
      let { word, micro } = place;
      if (by > 0) [word, micro] = following(word, micro);
      else if (micro > 0) micro -= 1;
      else if (word > 0) [word, micro] = [word - 1, film.lastPart];
      set({ word, micro, playing: false });
    },
    /** The unit in the row above (−1) or below (1). */
    stepUnit(by) {
      const order = film.order(place.order);
      set({ unit: order[Math.max(0, Math.min(order.length - 1, order.indexOf(place.unit) + by))] });
    },
    toggle() {
      if (!place.playing && isEnd(place.word, place.micro)) set({ word: 0, micro: 0 });
      set({ playing: !place.playing });
    },
    stop() {
      cancelAnimationFrame(frame);
      place = { ...place, playing: false };
      frame = -1;
    },
  };
}
