/** Mounts the picture in which one guesses which rows carry the country, and carries their memory over. */

import { mountedBy } from "../shared/mounting.js";
import { openHero } from "./hero.js";

export default mountedBy({
  class: "lstm-carriers",
  module: import.meta.url,
  css: ["../shared/saving/menu.css", "carriers.css"],
  what: "The picture of the carriers",
  open: openHero,
});
