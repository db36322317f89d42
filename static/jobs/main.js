/** Mounts one example of a job, with a cursor that reads it, and everybody who does the job beside it. */

import { mountedBy } from "../shared/mounting.js";
import { openHero } from "./hero.js";

export default mountedBy({
  class: "lstm-jobs",
  label: "An example of the job, and who does it",
  module: import.meta.url,
  css: ["../shared/saving/menu.css", "../shared/clock/clock.css", "jobs.css"],
  what: "The example",
  open: openHero,
});
