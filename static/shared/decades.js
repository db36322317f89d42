/** Numbers over many powers of ten, as a person writes them. */

const RAISED = { "-": "\u207b", 0: "\u2070", 1: "\u00b9", 2: "\u00b2", 3: "\u00b3", 4: "\u2074", 5: "\u2075", 6: "\u2076", 7: "\u2077", 8: "\u2078", 9: "\u2079" };

/** @param {number} power */
export const raised = (power) => [...String(power)].map((sign) => RAISED[sign]).join("");

/**
 * 0.25, 1.2·10⁻¹¹; only what is exactly 0 is "0".
 * @param {number} tens the number's logarithm to base ten
 */
export function size(tens) {
  if (tens === -Infinity) return "0";
  if (tens >= -3 && tens < 2) return String(Number((10 ** tens).toPrecision(2)));
  if (tens >= 2 && tens < 4) return Math.round(10 ** tens).toLocaleString("en");
  const power = Math.floor(tens + 1e-6);
  const written = (10 ** (tens - power)).toFixed(1);
  return written === "10.0" ? `1.0\u00b710${raised(power + 1)}` : `${written}\u00b710${raised(power)}`; // 9.96, rounded
}
