/** What a training refuses, and why it stopped: Python's sentences with the numbers put in. */

const RANGES = { rate: [1e-7, 10], clip: [1e-6, 1e9], forget_bias: [-10, 10], speed: [0, 1e6] };

/**
 * @param {import("./pool.js").PoolHeader} header
 * @param {Record<string, any>} now the settings, and `units`
 * @param {string} name
 * @param {number} value
 * @returns {string} "" where there is room for it
 */
export function refusal({ words, limits, parts, task }, now, name, value) {
  const [low, high] = RANGES[name] ?? [1, Infinity];
  const trained = parts.filter((part) => part.name === "train");
  if (name === "length" && !trained.some(({ level }) => level === value)) {
    const known = trained.map(({ level }) => level).join(", ");
    return filled(words["no level"], { name: task.level, value, known });
  }
  if (name !== "length" && !(value >= low && value <= high && (name in RANGES || Number.isInteger(value))))
    return filled(words["not a number"], { name: words[`${name} of`], low, high: limits[name] ?? high, value });
  if (value > limits[name]) return filled(words[name], { most: limits[name], value });
  if (name in RANGES) return "";
  const then = { ...now, [name]: value };
  const length = (trained.find(({ level }) => level === then.length) ?? trained[0]).longest;
  const work = then.units * length * then.batch;
  const { units, batch } = then;
  if (length > limits.length) return filled(words.length, { most: limits.length, value: length });
  return work > limits.work ? filled(words.work, { units, length, batch, value: work, most: limits.work }) : "";
}

/** Why a training stopped, or that its sequences come round again. */
export function sentence(words, message) {
  const { mark } = message;
  const before = mark ? filled(words.before, { ...mark, name: words[`${mark.name} of`], at: mark.update }) : words["no change"];
  return filled(words[message.kind === "round" ? "round" : message.reason], { ...message, before });
}

/** A sentence with the values put where their names stand in braces. */
function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === "number" ? grouped(values[name]) : String(values[name] ?? "")));
}

const grouped = (number) =>
  Number.isInteger(number) ? String(number).replace(/\B(?=(\d{3})+$)/g, ",") : String(Number(number.toPrecision(6)));
