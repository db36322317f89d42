/** Mounts a translation that is written character by character, with where the writer looks. */

import { mountedBy } from "../shared/mounting.js";
import { openHero } from "./hero.js";

export default mountedBy({
  class: "lstm-attention",
  label: "Where the writer looks",
  module: import.meta.url,
  css: ["../shared/saving/menu.css", "../shared/clock/clock.css", "attention.css"],
  what: "The translation",
  open: openHero,
});
