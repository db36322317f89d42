/** Mounts the walk through one step; other numbers go into the walk that stands there, another cell begins anew. */

import { mountedBy } from "../shared/mounting.js";
import { openWalk } from "./walk.js";

export default mountedBy({
  class: "lstm-step",
  label: "One step of the cell, one micro-step at a time",
  module: import.meta.url,
  css: ["../shared/saving/menu.css", "step.css", "../shared/keys/hint.css"],
  what: "This step",
  open: openWalk,
});
