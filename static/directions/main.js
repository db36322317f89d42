/** Mounts two heads that read one sentence, from the left and from the right, and what is said of its noun. */

import { mountedBy } from "../shared/mounting.js";
import { openHero } from "./hero.js";

export default mountedBy({
  class: "lstm-directions",
  label: "Two heads over a sentence",
  module: import.meta.url,
  css: ["../shared/clock/clock.css", "directions.css"],
  what: "The sentence",
  open: openHero,
});
