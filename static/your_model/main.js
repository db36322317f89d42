/** Mounts the whole of a long run, from which a stretch is chosen. */

import { mountedBy } from "../shared/mounting.js";
import { openOverview } from "./overview.js";

export default mountedBy({
  class: "lstm-overview",
  module: import.meta.url,
  css: ["../shared/saving/menu.css", "../shared/levers/levers.css", "overview.css"],
  what: "The whole run",
  open: openOverview,
});
