/** A film whose network is on its way: shown as it came, and alive from the moment the network is here. */

import { openModel } from "../live/model.js";
import { whenKept } from "../shared/networks.js";
import { createLive } from "./live/live.js";
import { readVersion, writeVersion } from "./live/address.js";
import { openScreen } from "./screen.js";

/**
 * @param {HTMLElement} wrapper
 * @param {import("./film.js").Film} film as Python computed it
 * @param {any} component
 * @param {any} before where the film stood that was here
 */
export function enlivened(wrapper, film, component, before) {
  let screen = openScreen(wrapper, film, component, { before });
  let gone = false;

  /** Another film in the same place; what has the focus keeps it as long as it is there. */
  function reopen(shown, how) {
    const focused = wrapper.contains(wrapper.getRootNode().activeElement);
    screen.leave();
    screen = openScreen(wrapper, shown, component, how);
    if (focused) wrapper.focus({ preventScroll: true });
  }

  whenKept(film.header.live.network)
    .then((bytes) => gone || start(openModel(bytes)))
    .catch((error) => gone || screen.say(`This film can be played, but not changed: ${error.message}.`));

  function start(model) {
    const live = createLive(model, film.header, {
      values: () => screen.values(),
      sentence: (shown) => reopen(shown, { before: screen.place(), live }),
      changed: () => writeVersion(live, film.header),
    });
    const { version, ignored } = before ? { version: null, ignored: "" } : readVersion(live, film.header);
    if (version) live.take(version);
    reopen(live.film(), version ? { live, ignored } : { before: screen.place(), live, again: true, ignored });
  }

  return {
    redraw: () => screen.redraw(),
    place: () => screen.place(),
    leave() {
      gone = true;
      screen.leave();
    },
  };
}
