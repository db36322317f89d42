/** Mounts the thread through the lessons: the line above a lesson, or what stands below it. */

import { decode } from "../shared/blob.js";
import { mountedBy } from "../shared/mounting.js";
import { wearTheme } from "../shared/theme.js";
import { openAbove } from "./above.js";
import { openBelow } from "./below.js";

export default mountedBy({
  class: "lstm-thread",
  module: import.meta.url,
  css: "thread.css",
  open(wrapper, message, component) {
    let latest = component;
    const { header } = decode(message);
    wearTheme(wrapper);
    wrapper.dataset.part = header.part;
    const opened = header.part === "above" ? openAbove(wrapper, header, () => latest.setTriggerValue("left", true)) : openBelow(wrapper, header);
    return {
      redraw: () => wearTheme(wrapper),
      hear: (now) => (latest = now),
      leave: opened.leave,
    };
  },
});
