/** Word, unit and zoom in the address of the page, written without a message to the server. */

const SETTLED = 300; // ms after the last movement

/**
 * What the link asks for, and a sentence on what in it cannot be had. Words count from 1 as on the screen, units from 0.
 * @param {import("./film.js").Film} film
 * @returns {{place: {word?: number, unit?: number, zoom?: number}, ignored: string}}
 */
export function readAddress(film) {
  const query = new URLSearchParams(globalThis.location.search);
  const place = {};
  const ignored = [];
  const read = (key, low, high, what) => {
    const text = query.get(key);
    if (text === null) return;
    const value = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
    if (value >= low && value <= high) place[key] = value;
    else ignored.push(`${key}=${text.slice(0, 20)} (${what} ${low} to ${high})`);
  };
  read("word", 1, film.steps, "words are");
  read("unit", 0, film.units - 1, "units are");
  read("zoom", 1, 4, "zooms are");
  if (place.word) place.word -= 1;
  return { place, ignored: ignored.length ? `The link was ignored where it said ${ignored.join(", ")}.` : "" };
}

/** @param {ReturnType<import("./state.js").createState>} state */
export function createAddress(state) {
  let timer = 0;
  let start = "";
  let touched = false; // a film that nobody has moved leaves the address alone

  function write() {
    const { word, unit, zoom, playing } = state.get();
    if (playing) return;
    const address = new URL(globalThis.location.href);
    for (const [key, value] of Object.entries({ word: word + 1, unit, zoom })) address.searchParams.set(key, String(value));
    if (address.href !== globalThis.location.href) history.replaceState(history.state, "", address);
  }

  return {
    /** @param {Set<string>} changed */
    draw({ word, unit, zoom }, changed) {
      if (!["word", "unit", "zoom", "playing"].some((key) => changed.has(key))) return;
      const now = JSON.stringify({ word, unit, zoom });
      start ||= now;
      touched ||= now !== start;
      clearTimeout(timer);
      if (!touched) return;
      timer = setTimeout(write, SETTLED);
    },
    leave: () => clearTimeout(timer),
  };
}
