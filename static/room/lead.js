/** What a teacher's page tells the room: where it is, and what it asks. */

import { followAddress } from "../shared/address/changed.js";
import { send } from "./line.js";

const SETTLED = 250; // ms after the last movement
const OWN = ["room", "tour", "hide", "screens", "present"]; // of each reader's own address
const LONGEST = 2000;

/** The address of this page without what is each reader's own, guesses above all. @param {string[]} guesses their keys */
export function placeOf(search, guesses) {
  const query = new URLSearchParams(search);
  for (const key of [...OWN, ...guesses]) query.delete(key);
  const text = query.toString();
  return text.length > LONGEST ? "" : text;
}

/**
 * @param {string} room
 * @param {string} page "" for one to which nobody is led
 * @param {() => any[]} questions of the page
 * @param {(says: string) => void} refused
 */
export function createLead(room, page, questions, refused) {
  const { pathname } = globalThis.location;
  let [timer, leads, told, asked] = [0, true, "", ""];

  async function lead(does, said) {
    const { status, says } = await send(`/${room}/lead`, { do: does, ...said });
    if (status !== 200) refused(says);
    return status === 200;
  }

  async function go() {
    if (globalThis.location.pathname !== pathname || (!page && leads)) return;
    const place = leads ? placeOf(globalThis.location.search, questions().map(({ key }) => key ?? "")) : "";
    const now = `${leads ? page : ""}?${place}`;
    if (now === told) return;
    told = now;
    if (!(await lead("go", { page: leads ? page : "", place }))) told = "";
  }

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(go, SETTLED);
  };
  const end = followAddress(soon);
  soon();

  return {
    /** What the page asks now. */
    async ask() {
      const all = Object.fromEntries(questions().map(({ name, options }) => [name, options.length]));
      if (JSON.stringify(all) === asked || !page) return;
      asked = JSON.stringify(all);
      if (!(await lead("ask", { questions: all }))) asked = "";
    },
    /** @param {boolean} now whether everybody follows */
    setLeads(now) {
      leads = now;
      told = "";
      go();
    },
    choose: (name) => lead("choose", { question: name }),
    reveal: (name, right) => lead("reveal", { question: name, right }),
    close: () => lead("close", {}),
    leave() {
      clearTimeout(timer);
      end();
    },
  };
}
