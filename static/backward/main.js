/** Mounts the error signal on its way back; another way stands where the one before it stood. */

import { decode } from "../shared/blob.js";
import { mountedBy } from "../shared/mounting.js";
import { openChain } from "./chain.js";

export default mountedBy({
  class: "lstm-backward",
  label: "The error signal on its way back, step by step",
  module: import.meta.url,
  css: ["../shared/saving/menu.css", "backward.css"],
  what: "The way back",
  open: (wrapper, message, _, before) => openChain(wrapper, decode(message), before),
});
