/** Mounts the buttons of what a reader takes along; a file is asked for by its button, and saved when it has come. */

import { decode } from "../shared/blob.js";
import { html, mark, write } from "../shared/dom.js";
import { mountedBy } from "../shared/mounting.js";
import { save } from "../shared/saving/menu.js";
import { wearTheme } from "../shared/theme.js";

/** The file that is waited for: a page that is drawn again does not hand over the same one twice. */
let awaited = "";

export default mountedBy({ class: "lstm-take", module: import.meta.url, css: "take.css", open });

function open(wrapper, message, component) {
  let latest = component;
  let asked = "";
  const said = html("p", { role: "status", class: "said" });
  const list = html("ul", {});
  wrapper.replaceChildren(list, said);

  function ask(key, label) {
    if (asked) return;
    asked = key;
    write(said, `${label} is being made …`);
    paint();
    awaited = String(Date.now());
    latest.setTriggerValue("wanted", { key, address: globalThis.location.href, number: awaited });
  }

  const paint = () => list.querySelectorAll("button").forEach((button) => mark(button, { "aria-busy": button.dataset.key === asked ? "true" : null, "aria-disabled": asked ? "true" : null }));

  function fill({ header }) {
    const { kinds, file, refusal } = header;
    const keys = kinds.map(({ key }) => key).join();
    if (list.dataset.keys !== keys) {
      list.replaceChildren(...kinds.map(({ key, label, says }) => html("li", {}, html("button", { type: "button", "data-key": key, onclick: () => ask(key, label) }, label), html("span", {}, says))));
      list.dataset.keys = keys;
    }
    if (file && file.number === awaited) {
      awaited = "";
      save(new Blob([file.text], { type: file.type }), file.name);
      write(said, `${file.name} is saved.`);
      asked = "";
    } else if (refusal) {
      write(said, refusal);
      asked = "";
    }
    paint();
    wearTheme(wrapper);
    return true;
  }

  fill(decode(message));
  return { redraw: () => wearTheme(wrapper), hear: (now) => (latest = now), take: (other) => fill(decode(other)), leave() {} };
}
