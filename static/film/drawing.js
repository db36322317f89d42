/** Draws what changed: the lanes in every frame, what stands beside them only as often as anyone can read it. */

const UNREAD = 90; // ms

/**
 * @param {HTMLElement} wrapper
 * @param {import("./film.js").Film} film
 * @param {import("./view.js").View} view
 * @param {import("./parts.js").Parts} parts
 * @returns {(now: import("./state.js").Place, changed: Set<string>) => void}
 */
export function createDrawing(wrapper, film, view, parts) {
  const { words, line, hand, transport, settings, lanes, network, unit, reader, address, report } = parts;
  const inEveryFrame = [words, line, transport, settings, lanes, hand, network, unit, reader, address, report].filter(Boolean);
  const beside = [parts.cell, parts.part, parts.belt, parts.bars];
  const owed = new Set();
  let drawn = 0;

  /** What lies beside the lanes changes faster than anyone reads while they play: a few times a second is enough. */
  function drawPanel(now, changed) {
    changed.forEach((key) => owed.add(key));
    const running = now.playing && now.zoom !== 3 && !["size", "theme", "zoom", "unit", "playing"].some((key) => owed.has(key));
    if (running && performance.now() - drawn < UNREAD && now.micro !== film.lastPart) return;
    drawn = performance.now();
    for (const one of beside) one.draw(now, owed);
    owed.clear();
  }

  return (now, changed) => {
    if (changed.has("theme")) view.readTheme();
    if (changed.has("zoom")) wrapper.dataset.zoom = String(now.zoom);
    if (changed.has("size")) view.readSize();
    wrapper.dataset.playing = String(now.playing);
    drawPanel(now, changed); // first: the lanes are made as tall as the panel
    for (const one of inEveryFrame) one.draw(now, changed);
    if (!wrapper.dataset.ready) requestAnimationFrame(() => (wrapper.dataset.ready = "true")); // the first picture does not sweep in
  };
}
