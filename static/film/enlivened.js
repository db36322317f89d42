/** A film whose network is on its way: shown as it came, and alive from the moment the network is here. */

import { decode } from "../shared/blob.js";
import { mark } from "../shared/dom.js";
import { focusKept, watchHands } from "../shared/keys/hands.js";
import { keptNow, whenKept } from "../shared/networks.js";
import { openScreen } from "./screen.js";

/** What makes films answer, once a film of this page has fetched it. @type {typeof import("./alive.js") | null} */
let fetched = null;

const IN_USE = ":popover-open, .menu:not([hidden]), [aria-busy]"; // a list that is open, a file that is being made

/** The address is no part of what a hand waits for. */
const afterTheFrame = (act) => requestAnimationFrame(() => setTimeout(act));

/**
 * @param {HTMLElement} wrapper
 * @param {import("./film.js").Film} film as Python computed it
 * @param {any} component
 * @param {any} before where the film stood that was here
 */
export function enlivened(wrapper, film, component, before) {
  const { hollow = false } = film.header; // its numbers did not come: the network makes them
  mark(wrapper, { "data-closer": film.header.live.offers?.closer !== undefined }); // counted before its network is here
  let screen = hollow ? blank(wrapper, before) : openScreen(wrapper, film, component, { before });
  const hands = watchHands(wrapper);
  let gone = false;
  /** @type {import("./live/live.js").Live | null} */
  let alive = null;
  /** @type {typeof import("./alive.js") | null} what makes it so, once it has come */
  let kit = null;
  /** @type {import("./more/more.js").More | null} what can be opened besides the film */
  let more = null;

  /** The film that can be changed, in the place of the one that could not; what has the focus keeps it. */
  function reopen(live, how) {
    const focus = focusKept(wrapper);
    screen.leave();
    screen = openScreen(wrapper, live.film(), component, { ...how, live, makeAlive: (...given) => kit.createAliveParts(...given, more) });
    focus();
  }

  const here = fetched && keptNow(film.header.live.network);
  if (here) {
    fetched.dressed(wrapper);
    wake(here);
  } else {
    Promise.all([whenKept(film.header.live.network), import("./alive.js")])
      .then(async ([bytes, alive]) => {
        await alive.dressed(wrapper);
        await hands.quiet(IN_USE);
        fetched = alive;
        wake(bytes);
      })
      .catch(failed);
  }

  function failed(error) {
    if (!gone) screen.say(`This film can be played, but not changed: ${error.message}.`);
  }

  function wake(bytes) {
    if (gone) return;
    try {
      start(fetched, fetched.openModel(bytes));
    } catch (error) {
      failed(error);
    }
  }

  function start(found, model) {
    kit = found;
    const { createLive, writeVersion, writtenHolds } = kit;
    const live = createLive(model, { ...film.header, given: film.arrays }, {
      values: () => screen.values(),
      looked: () => screen.looked(),
      refused: (sentence) => screen.say(sentence),
      sentence: () => screen.sentence(),
      changed: () => (live.fixed ? component.setStateValue("holds", writtenHolds(live.holds())) : afterTheFrame(() => gone || writeVersion(live))),
    });
    alive = live;
    const { offers } = film.header.live;
    more = offers ? kit.createMore(live, offers, component.setStateValue, wrapper) : null;
    const { version, ignored: wrong } = asked(live);
    const ignored = [wrong, before ? "" : more?.ignored].filter(Boolean).join(" ");
    if (version) live.take(version);
    if (before && !live.fixed) writeVersion(live); // the words of the film before are not this one's
    reopen(live, version && !live.fixed ? { ignored } : { before: screen.place(), again: !hollow, ignored });
    more?.open();
  }

  /** What the page holds, or what the link asks for when it is opened. */
  function asked({ fixed, given, rule }) {
    if (fixed) return { version: { words: given, holds: kit.readHolds(film.header.live.holds, film.header, given, rule).holds }, ignored: "" };
    return before ? { version: alive.adopted(before.made), ignored: "" } : kit.readVersion(alive, film.header);
  }

  /** Another message about the same sentence and network says what the page holds now: perhaps what was held here. */
  function take(message) {
    const { header } = decode(message);
    const kind = ({ title, words, live: { network, holds, rows } = {} }) => JSON.stringify([title, words, network, holds !== undefined, rows]);
    if (!alive?.fixed || kind(header) !== kind(film.header)) return false;
    const { holds } = kit.readHolds(header.live.holds, header, alive.given, alive.rule);
    if (kit.writtenHolds(holds) !== kit.writtenHolds(alive.holds())) alive.receive(holds);
    return true;
  }

  return {
    take,
    redraw: () => screen.redraw(),
    place: () => ({ ...screen.place(), made: alive?.made() }),
    leave() {
      gone = true;
      hands.leave();
      more?.leave();
      screen.leave();
    },
  };
}

/** What stands where a film will be that cannot be shown before its network is here. */
const blank = (wrapper, before) => /** @type {any} */ ({
  redraw() {},
  leave() {},
  place: () => before,
  say: (sentence) => (wrapper.textContent = sentence),
});
