/** Mounts a race that is run in the page. */

import { mountedBy } from "../shared/mounting.js";
import { openRace } from "./race.js";

export default mountedBy({
  class: "lstm-racing",
  module: import.meta.url,
  css: ["../shared/saving/menu.css", "../shared/chart/chart.css", "racing.css"],
  what: "The race",
  open: openRace,
});
