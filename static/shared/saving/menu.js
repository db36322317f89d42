/** A button with a menu of what can be saved; each entry is made in the browser when it is asked for. */

import { html, mark, write } from "../dom.js";
import { icon } from "../icons.js";

/**
 * @param {string} label of the button
 * @param {() => string} name of the files when they are saved, without what follows their dot
 * @param {[string, string, () => Blob | Promise<Blob>][]} kinds what an entry is called, how its file ends, what makes it
 */
export function createMenu(label, name, kinds) {
  const items = kinds.map(([text, ending, make]) => html("button", { type: "button", role: "menuitem", onclick: () => take(make, `${name()}.${ending}`) }, text));
  const menu = html("div", { class: "menu", role: "menu", hidden: true }, ...items);
  const button = html("button", { type: "button", class: "step", "aria-label": label, title: label, "aria-haspopup": "menu", "aria-expanded": "false", onclick: () => open(menu.hidden) }, icon("save"));
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
    if (shown) document.addEventListener("pointerdown", away, true);
    else leave();
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
  const leave = () => document.removeEventListener("pointerdown", away, true);
  element.addEventListener("keydown", keys);
  return { element, leave };
}

/** Hands a file to the reader. @param {Blob} blob @param {string} name */
export function save(blob, name) {
  const link = html("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
