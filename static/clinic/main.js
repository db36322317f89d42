/** Mounts a patient: what its instruments show, and after the diagnosis the cures. */

import { mountedBy } from "../shared/mounting.js";
import { openHero } from "./hero.js";

export default mountedBy({
  class: "lstm-clinic",
  label: "The patient's instruments",
  module: import.meta.url,
  css: ["../shared/saving/menu.css", "../shared/chart/chart.css", "clinic.css"],
  what: "The patient",
  open: openHero,
});
