/** Mounts the film; another one opens, as far as it can, where the one before it stood. */

import { decode } from "../shared/blob.js";
import { mountedBy } from "../shared/mounting.js";
import { openFilm } from "./film.js";
import { enlivened } from "./enlivened.js";
import { openScreen } from "./screen.js";

export default mountedBy({
  class: "lstm-film",
  label: "Film of the network reading the sentence",
  module: import.meta.url,
  css: ["film.css", "colour/colour.css", "pinned/pinned.css", "ranked/ranked.css", "../shared/keys/hint.css"],
  what: "This film",
  open,
});

function open(wrapper, message, component, before) {
  if (before) wrapper.parentNode.replaceChildren(wrapper); // another film: full screen ends
  const film = openFilm(decode(message));
  if (film.header.live) return enlivened(wrapper, film, component, before);
  return openScreen(wrapper, film, component, { before });
}
