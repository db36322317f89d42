/** Levers in the reader's numbers, settings in the trainer's. */

/**
 * @param {Record<string, number>} position where the levers stand
 * @param {any} header
 * @returns {Record<string, number | null>} a forget bias that nobody moved stays as it was drawn
 */
export function settingsOf(position, { levers }) {
  const { rate, bias, clip, batch, length } = position;
  const start = levers.find(({ name }) => name === "bias")?.start ?? null;
  return { rate: rate / 1000, clip, batch, length, forget_bias: bias === undefined || bias === start ? null : bias };
}

/** The other way round. @param {Record<string, any>} settings @param {any} header */
export function positionOf({ rate, clip, batch, length, forget_bias: bias }, { levers }) {
  const found = { rate: Math.round(1000 * rate), clip, batch, length, bias: bias ?? levers.find(({ name }) => name === "bias")?.start };
  return Object.fromEntries(levers.map(({ name }) => [name, found[name]]));
}

/** Where a lever stands, as the reader sees it. */
export function shown(name, value) {
  if (name === "rate") return (value / 1000).toFixed(3);
  if (name === "clip") return value.toFixed(1);
  return String(value).replace("-", "\u2212");
}

/** A setting of the trainer, as the reader sees it; `drawn` is where a bias began. */
export function said(name, value, drawn) {
  if (name === "rate") return shown("rate", 1000 * value);
  return shown(name, value ?? drawn);
}
