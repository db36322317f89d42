/** Mounts the strip of a room above a page, or the button that opens a room. */

import { decode } from "../shared/blob.js";
import { mountedBy } from "../shared/mounting.js";
import { wearTheme } from "../shared/theme.js";
import { openDesk } from "./desk.js";
import { openStrip } from "./strip.js";

export default mountedBy({
  class: "lstm-room",
  module: import.meta.url,
  css: "room.css",
  what: "The room",
  open(wrapper, message, component) {
    let latest = component;
    const say = { state: (name, value) => latest.setStateValue(name, value), trigger: (name, value) => latest.setTriggerValue(name, value) };
    const { header } = decode(message);
    wearTheme(wrapper);
    const opened = header.part === "desk" ? openDesk(wrapper, say) : openStrip(wrapper, header, say);
    return {
      redraw: () => wearTheme(wrapper),
      hear: (now) => (latest = now),
      take(other) {
        const { header: now } = decode(other);
        return Boolean(opened.take?.(now));
      },
      leave: opened.leave,
    };
  },
});
