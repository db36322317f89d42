/** The line to a room: what is sent, what is heard, and that it comes back when it was lost. */

import { secretOf, voter } from "./browser.js";

const WAITS = [500, 1000, 2000, 4000]; // ms before each new try
const HIDDEN = 20_000; // ms that a tab nobody looks at keeps its line
const LOST = "The connection is lost. Trying again …";
const HOME = new URL("../../../room", import.meta.url); // beside app/static/

function headers(room) {
  const secret = secretOf(room);
  return { "content-type": "application/json", "x-room-voter": voter(), ...(secret && { "x-room-secret": secret }) };
}

/**
 * @param {string} path what of the room, as in "/sparrow/vote"
 * @param {any} said
 * @returns {Promise<{status: number, says: string, [more: string]: any}>} status 0: nobody answered
 */
export async function send(path, said) {
  try {
    const answer = await fetch(HOME + path, { method: "POST", headers: headers(path.split("/")[1] ?? ""), body: JSON.stringify(said) });
    return { says: "", ...(await answer.json()), status: answer.status };
  } catch {
    return { status: 0, says: LOST };
  }
}

/**
 * @param {string} room
 * @param {(event: any) => void} heard what the room tells; {says} is a sentence in its place
 * @returns {() => void} what ends it
 */
export function listen(room, heard) {
  let [ended, tries, line, timer] = [false, 0, new AbortController(), 0];

  async function once() {
    const answer = await fetch(`${HOME}/${encodeURIComponent(room)}`, { headers: headers(room), signal: line.signal, cache: "no-store" });
    if (!answer.ok) {
      const { says } = await answer.json();
      ended = answer.status < 500 && answer.status !== 429;
      heard({ says, ended });
      return;
    }
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let text = ""; ; ) {
      const { value, done } = await reader.read();
      if (done) return;
      const events = (text + value).split("\n\n");
      text = events.pop();
      for (const event of events.filter((one) => one.startsWith("data: "))) tell(JSON.parse(event.slice(6)));
    }
  }

  function tell(event) {
    tries = 0;
    ended = Boolean(event.ended);
    heard(event.trouble ? { says: event.trouble } : event.ended ? { says: "This room has ended.", ended } : event);
  }

  async function keep() {
    while (!ended) {
      try {
        await once();
      } catch {
        if (!ended && !line.signal.aborted) heard({ says: LOST });
      }
      if (ended || line.signal.aborted) return;
      await new Promise((resolve) => (timer = setTimeout(resolve, WAITS[Math.min(tries, WAITS.length - 1)] * (0.75 + Math.random() / 2))));
      tries += 1;
    }
  }

  /** A phone that sleeps is not here; it comes back at once. */
  function looked() {
    clearTimeout(timer);
    if (document.hidden) {
      timer = setTimeout(() => line.abort(), HIDDEN);
    } else if (line.signal.aborted && !ended) {
      line = new AbortController();
      keep();
    }
  }

  document.addEventListener("visibilitychange", looked);
  keep();
  return () => {
    ended = true;
    clearTimeout(timer);
    line.abort();
    document.removeEventListener("visibilitychange", looked);
  };
}
