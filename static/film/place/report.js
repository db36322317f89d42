/** For a page that needs the choice in Python: one message, 600 ms after the last movement. Off unless asked for. */

const SETTLED = 600;

/**
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {(name: string, value: any) => void} setStateValue
 */
export function createReport(state, setStateValue) {
  let timer = 0;
  let sent = "";

  function send() {
    const { word, unit, playing } = state.get();
    const text = JSON.stringify({ word, unit });
    if (playing || text === sent) return;
    sent = text;
    setStateValue("place", { word, unit });
  }

  return {
    /** @param {Set<string>} changed */
    draw({ word, unit }, changed) {
      if (!["word", "unit", "playing"].some((key) => changed.has(key))) return;
      sent ||= JSON.stringify({ word, unit }); // where the film opened is no choice yet
      clearTimeout(timer);
      timer = setTimeout(send, SETTLED);
    },
    leave: () => clearTimeout(timer),
  };
}
