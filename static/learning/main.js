/** Mounts a training in the page, and what is looked at beside it: each part of it stands where Python puts it. */

import { mountedBy } from "../shared/mounting.js";
import { openHero } from "./hero.js";
import { openBrought } from "./parts/brought.js";
import { openFiles } from "./parts/files.js";
import { openFrozen } from "./parts/frozen.js";
import { openMoments } from "./parts/moments.js";
import { openFramed } from "./run/message.js";

const PARTS = { run: openHero, frozen: openFrozen, moments: openMoments, files: openFiles, brought: openBrought };

export default mountedBy({
  class: "lstm-learning",
  label: "A training in this page",
  module: import.meta.url,
  css: ["../shared/saving/menu.css", "../shared/levers/levers.css", "../shared/chart/chart.css", "learning.css", "parts/parts.css"],
  what: "The training",
  open: (wrapper, message) => PARTS[openFramed(message).header.part](wrapper, message),
});
