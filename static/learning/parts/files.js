/** The trained network as files, and a file that goes on here. */

import { html, mark, write } from "../../shared/dom.js";
import { filled } from "../../shared/said.js";
import { wearTheme } from "../../shared/theme.js";
import { count } from "../picture/scales.js";
import { hand } from "../run/handed.js";
import { follow, shared } from "../run/kept.js";
import { openFramed } from "../run/message.js";

const LARGEST = 64 * 2 ** 20; // bytes of a file that is read

/**
 * @param {HTMLElement} wrapper
 * @param {Uint8Array} message from Python
 */
export function openFiles(wrapper, message) {
  const { header } = openFramed(message);
  const { words, name } = header;
  const buttons = ["safetensors", "json"].map((kind) => html("button", { type: "button", class: "plain", "data-kind": kind, onclick: () => download(kind) }, words.files[kind]));
  const input = /** @type {HTMLInputElement} */ (html("input", { type: "file", accept: ".safetensors", "aria-label": words.files.open, onchange: () => taken(input.files?.[0]) }));
  const goes = Object.entries(words.files.to).map(([page, { label, address }]) => html("button", { type: "button", class: "plain", "data-to": page, onclick: () => over(address) }, label));
  const drop = html("label", { class: "drop", "data-drags": true }, html("span", {}, words.files.drop), input);
  const said = html("p", { class: "hint", role: "status" });
  wrapper.replaceChildren(html("div", { class: "tools" }, ...buttons, ...goes), drop, said);
  wearTheme(wrapper);
  for (const kind of ["dragenter", "dragover"]) drop.addEventListener(kind, (event) => (event.preventDefault(), mark(drop, { "data-over": true })));
  drop.addEventListener("dragleave", () => mark(drop, { "data-over": null }));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(drop, { "data-over": null });
    taken(event.dataTransfer?.files[0]);
  });

  async function download(kind) {
    const run = shared();
    if (!run) return;
    const found = await run.trainer.download();
    const type = kind === "json" ? "application/json" : "application/octet-stream";
    const address = URL.createObjectURL(new Blob([found[kind]], { type }));
    html("a", { href: address, download: `${name}-${run.update()}.${kind}` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
    write(said, filled(words.files.saved, { file: `${name}-${run.update()}.${kind}` }));
  }

  /** Hands the network to another page, and goes there. @param {string} address */
  async function over(address) {
    const run = shared();
    if (!run) return;
    const { model, update } = await run.trainer.freeze();
    const begun = run.history().moments()[0].model;
    try {
      await hand({ header: { ...header, words: words.frozen }, title: words.files.title, update, at: Date.now(), model, begun });
    } catch {
      return write(said, words.files.unkept);
    }
    globalThis.location.assign(new URL(address, globalThis.location.href));
  }

  /** @param {File | undefined} file */
  async function taken(file) {
    const run = shared();
    if (!file || !run) return;
    const refused = file.size > LARGEST ? words.files.large : await opened(run, file);
    write(said, refused || filled(words.files.opened, { file: file.name.slice(0, 60), update: count(run.update()) }));
    mark(said, { "data-refused": Boolean(refused) });
    input.value = "";
  }

  /** The sentence that refuses it, or ""; a folder is no file, and a file may have gone. */
  async function opened(run, file) {
    const bytes = await file.arrayBuffer().catch(() => null);
    return bytes ? run.open(new Uint8Array(bytes)) : words.files.unread;
  }

  const draw = () => [...buttons, ...goes].forEach((button) => mark(button, { disabled: shared() === null }));
  const unfollow = follow(draw);
  draw();
  return { redraw: () => void wearTheme(wrapper), leave: unfollow };
}
