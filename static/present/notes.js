/** The notes of this page, told to the second window whenever it asks; and how that window is opened. */

import { openChannel, presentation } from "./channel.js";

const PLACE = "popup,width=760,height=900";

/** @param {any} notes from Python @returns {() => void} what ends it */
export function tellNotes(notes) {
  const tell = () => channel.say({ notes });
  const channel = openChannel(presentation(), { ask: tell });
  tell();
  return channel.leave;
}

/** The window has a life of its own: the lesson may be loaded anew meanwhile. */
export async function openNotes() {
  const name = await presentation();
  const address = (file) => new URL(file + new URL(import.meta.url).search, import.meta.url).href;
  const head = `<meta charset="utf-8"><title>Notes</title><link rel="icon" href="data:,"><link rel="stylesheet" href="${address("window.css")}">`;
  const page = `<!doctype html><html lang="en">${head}<body><script type="module" src="${address("window.js")}#${name}"></script></body></html>`;
  globalThis.open(URL.createObjectURL(new Blob([page], { type: "text/html" })), `lstm-notes ${name}`, PLACE)?.focus();
}
