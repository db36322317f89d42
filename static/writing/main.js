/** Mounts the text that a network reads and writes on, while one of its units is held. */

import { mountedBy } from "../shared/mounting.js";
import { openHero } from "./hero.js";

export default mountedBy({
  class: "lstm-writing",
  module: import.meta.url,
  css: ["../shared/levers/levers.css", "writing.css"],
  what: "The text that the network writes",
  open: openHero,
});
