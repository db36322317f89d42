/** Mounts the error signals of untrained networks under their levers. */

import { mountedBy } from "../shared/mounting.js";
import { openHero } from "./hero.js";

export default mountedBy({
  class: "lstm-vanishing",
  module: import.meta.url,
  css: ["../shared/saving/menu.css", "../shared/levers/levers.css", "../shared/chart/chart.css", "vanishing.css"],
  what: "The error signal",
  open: openHero,
});
