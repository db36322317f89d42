/** Mounts what a teacher has who presents a lesson: the bar of its keys, or the notes for the second window. */

import { decode } from "../shared/blob.js";
import { mountedBy } from "../shared/mounting.js";
import { wearTheme } from "../shared/theme.js";
import { openBar } from "./bar.js";
import { tellNotes } from "./notes.js";

export default mountedBy({
  class: "lstm-present",
  module: import.meta.url,
  css: ["present.css", "../shared/keys/hint.css"],
  open(wrapper, message, component) {
    let latest = component;
    const { header } = decode(message);
    wearTheme(wrapper);
    const leave = header.notes ? tellNotes(header.notes) : openBar(wrapper, (name) => latest.setTriggerValue(name, true));
    return { redraw: () => wearTheme(wrapper), hear: (now) => (latest = now), leave };
  },
});
