/** Mounts the strip of a race's task, the racers' answers and their lines. */

import { mountedBy } from "../shared/mounting.js";
import { openHero } from "./hero.js";

export default mountedBy({
  class: "lstm-race",
  label: "The race, played",
  module: import.meta.url,
  css: ["../shared/saving/menu.css", "../shared/levers/levers.css", "../shared/clock/clock.css", "../shared/chart/chart.css", "race.css"],
  what: "The race",
  open: openHero,
});
