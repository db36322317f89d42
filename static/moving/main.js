/** Mounts pictures that play: what came beside what was predicted, and what one pixel holds. */

import { mountedBy } from "../shared/mounting.js";
import { openHero } from "./hero.js";

export default mountedBy({
  class: "lstm-moving",
  label: "Moving pictures",
  module: import.meta.url,
  css: ["../shared/saving/menu.css", "../shared/clock/clock.css", "moving.css"],
  what: "The film",
  open: openHero,
});
