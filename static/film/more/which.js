/** Which of a page's films an address speaks of: it says the number of the film where that is not the first. */

/** Of those that offer a closer look, in the order of the page, from 1. @param {HTMLElement} wrapper of one */
export function numberOf(wrapper) {
  const roots = [document, ...[...document.querySelectorAll("*")].flatMap(({ shadowRoot }) => shadowRoot ?? [])];
  const films = roots.flatMap((root) => [...root.querySelectorAll(".lstm-film[data-closer]")]);
  return films.indexOf(wrapper) + 1;
}

/** @param {string} place @param {number} number */
export const numbered = (place, number) => (number > 1 ? `${number}:${place}` : place);

/** @param {string | null} text @param {number} number @returns {string | null} what it says of that film, null: nothing */
export function ofFilm(text, number) {
  const [, said, place] = /^(?:(\d{1,2}):)?(.*)$/s.exec(text ?? "");
  return text !== null && Number(said ?? 1) === number ? place : null;
}
