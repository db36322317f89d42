/** The button that opens a room, and keeps its secret in this browser alone. */

import { html, write } from "../shared/dom.js";
import { keepSecret } from "./browser.js";
import { send } from "./line.js";

/**
 * @param {HTMLElement} wrapper
 * @param {{trigger: (name: string, value: any) => void}} say
 */
export function openDesk(wrapper, say) {
  const button = html("button", { type: "button", class: "opens", onclick: press }, "Open a room");
  const said = html("p", { role: "status" });
  wrapper.replaceChildren(html("div", { class: "desk" }, button, said));

  async function press() {
    button.disabled = true;
    const { status, says, room, secret } = await send("", {});
    button.disabled = false;
    write(said, says);
    if (status !== 200) return;
    keepSecret(room, secret);
    say.trigger("opened", room);
  }

  return { leave() {} };
}
