/** Mounts the gallery of cells, or two cells side by side; Python says which, and what they are made of. */

import { decode } from "../shared/blob.js";
import { mountedBy } from "../shared/mounting.js";
import { wearTheme } from "../shared/theme.js";
import { createGallery } from "./gallery.js";
import { createPair } from "./pair.js";

const KINDS = { gallery: createGallery, pair: createPair };

export default mountedBy({ class: "lstm-family", module: import.meta.url, css: ["../shared/saving/menu.css", "family.css"], open });

function open(wrapper, message, component) {
  const { header } = decode(message);
  let latest = component;
  const part = KINDS[header.kind]((what, content) => latest.setTriggerValue(what, content));
  wrapper.replaceChildren(part.element);
  const paint = () => part.paint(wearTheme(wrapper));

  function fill(next) {
    part.take(next);
    paint();
    return true;
  }

  fill(header);
  return {
    redraw: paint,
    hear: (now) => (latest = now),
    take: (other) => fill(decode(other).header),
    leave: part.leave,
  };
}
