/** The votes of this browser: each is sent until it is counted, and once more where another is chosen. */

import { send } from "./line.js";

const AGAIN = 2000; // ms
/** Of all rooms of this tab, whichever page is shown. @type {Map<string, {choice: number, counted: boolean, on: boolean}>} */
const cast = (globalThis[Symbol.for("lstm-room-votes")] ??= new Map());

/**
 * @param {string} room
 * @param {(says: string) => void} refused
 */
export function createBallot(room, refused) {
  let [timer, gone] = [0, false];

  async function post(name, vote) {
    if (vote.on) return;
    vote.on = true;
    const { status, says } = await send(`/${room}/vote`, { question: name, choice: vote.choice });
    vote.on = false;
    vote.counted = status === 200 || (status >= 400 && status < 500 && ![409, 429].includes(status));
    if (status !== 200 && status !== 409) refused(says);
    if (!vote.counted && status !== 409) again();
  }

  function again() {
    clearTimeout(timer);
    if (!gone) timer = setTimeout(send_, AGAIN);
  }

  function send_() {
    for (const [key, vote] of cast) if (!vote.counted && key.startsWith(`${room} `)) post(key.slice(room.length + 1), vote);
  }

  return {
    /** @param {string} name of a question @param {number} choice */
    vote(name, choice) {
      const before = cast.get(`${room} ${name}`);
      if (before?.choice === choice) return;
      cast.set(`${room} ${name}`, { choice, counted: false, on: false });
      send_();
    },
    /** What was refused because nobody had asked it yet may be asked now. @param {Record<string, {revealed: boolean}>} questions */
    heard(questions) {
      for (const [key, vote] of cast) {
        const one = key.startsWith(`${room} `) ? questions[key.slice(room.length + 1)] : undefined;
        if (one?.revealed) vote.counted = true;
        else if (one && !vote.counted) post(key.slice(room.length + 1), vote);
      }
    },
    leave() {
      gone = true;
      clearTimeout(timer);
    },
  };
}
