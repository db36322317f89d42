/** The menu that saves the film's numbers and its picture, made in the browser. */

import { html, mark } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { pictureAsPng } from "./picture.js";
import { valuesAsCsv, valuesAsNpz } from "./values.js";

/**
 * @param {import("../film.js").Film} film
 * @param {() => string} picture the film as it stands, as SVG
 */
export function createDownload(film, picture) {
  const name = `${film.header.title}-${film.words.length}-${film.noun}s`.toLowerCase().replace(/[^a-z0-9-]+/g, "-");
  const kinds = [
    ["Values as CSV", "csv", () => new Blob([valuesAsCsv(film)], { type: "text/csv" })],
    ["Values as NPZ", "npz", () => new Blob([valuesAsNpz(film)], { type: "application/zip" })],
    ["Picture as SVG", "svg", () => new Blob([picture()], { type: "image/svg+xml" })],
    ["Picture as PNG", "png", () => pictureAsPng(picture())],
  ];
  const items = kinds.map(([text, ending, make]) =>
    html("button", { type: "button", role: "menuitem", onclick: async () => (open(false), save(await make(), `${name}.${ending}`)) }, text),
  );
  const menu = html("div", { class: "menu", role: "menu", hidden: true }, ...items);
  const button = html("button", { type: "button", class: "step", "aria-label": "Download", title: "Download", "aria-haspopup": "menu", "aria-expanded": "false", onclick: () => open(menu.hidden) }, icon("save"));
  const element = html("span", { class: "download" }, button, menu);

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
