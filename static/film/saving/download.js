/** The menu that saves the film's numbers, its picture, moving or still, and its run in words, made in the browser. */

import { html, mark, write } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { filmAsApng } from "./moving.js";
import { pictureAsPng } from "./picture.js";
import { transcript } from "./transcript.js";
import { valuesAsCsv, valuesAsJson, valuesAsNpz } from "./values.js";

/**
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {() => string} picture the film as it stands, as SVG
 * @param {() => import("../live/holds.js").Hold[]} held what is held in it
 */
export function createDownload(film, state, picture, held) {
  const name = `${film.header.title}-${film.words.length}-${film.noun}s`.toLowerCase().replace(/[^a-z0-9-]+/g, "-");
  const kinds = [
    ["Values as CSV", "csv", () => new Blob([valuesAsCsv(film)], { type: "text/csv" })],
    ["Values as JSON", "json", () => new Blob([valuesAsJson(film)], { type: "application/json" })],
    ["Values as NPZ", "npz", () => new Blob([valuesAsNpz(film)], { type: "application/zip" })],
    ["Picture as SVG", "svg", () => new Blob([picture()], { type: "image/svg+xml" })],
    ["Picture as PNG", "png", () => pictureAsPng(picture())],
    ["Film as animated PNG", "moving.png", () => filmAsApng(film, state, picture)],
    ["Transcript in words", "txt", () => new Blob([transcript(film, held())], { type: "text/plain;charset=utf-8" })],
  ];
  const items = kinds.map(([text, ending, make]) =>
    html("button", { type: "button", role: "menuitem", onclick: () => take(make, `${name}.${ending}`) }, text),
  );
  const menu = html("div", { class: "menu", role: "menu", hidden: true }, ...items);
  const button = html("button", { type: "button", class: "step", "aria-label": "Download", title: "Download", "aria-haspopup": "menu", "aria-expanded": "false", onclick: () => open(menu.hidden) }, icon("save"));
  const said = html("span", { class: "saving", role: "status" });
  const element = html("span", { class: "download" }, button, menu, said);

  async function take(make, file) {
    open(false);
    mark(button, { "aria-busy": "true", disabled: "" });
    write(said, "Saving …");
    try {
      save(await make(), file);
      write(said, "");
    } catch (error) {
      write(said, `This could not be saved: ${error.message}.`);
    }
    mark(button, { "aria-busy": null, disabled: null });
  }

  function open(shown) {
    menu.hidden = !shown;
    mark(button, { "aria-expanded": String(shown) });
    if (shown) items[0].focus();
  }

  function keys(event) {
    if (menu.hidden) return;
    const at = items.indexOf(/** @type {any} */ (event.composedPath()[0]));
    if (event.key === "Escape") {
      open(false);
      button.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      items[(at + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length].focus();
      event.preventDefault();
    } else return;
    event.stopPropagation();
  }

  const away = (event) => menu.hidden || event.composedPath().includes(element) || open(false);
  element.addEventListener("keydown", keys);
  document.addEventListener("pointerdown", away);
  return { element, leave: () => document.removeEventListener("pointerdown", away) };
}

function save(blob, name) {
  const link = html("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
