/** What the next value of a state could be: the right one, and what each misconception makes of the same numbers. */

/**
 * The twin of Python's questions: for each name and unit its choices, from low to high; none where no second value is
 * far enough from the right one.
 * @param {{program: any, units: number, choices: {apart: number, most: number},
 *          ideas: Record<string, {changes: import("./one_step.js").Change[], says: string}[]>}} header
 * @param {import("./one_step.js").OneStep} oneStep
 * @returns {Record<string, {value: number, says: string | null}[][]>}
 */
export function questions({ program, units, choices: { apart, most }, ideas }, oneStep) {
  const found = {};
  for (const [name, wrong] of Object.entries(ideas)) {
    const node = program.names[name];
    const right = oneStep.values(node, units);
    const others = wrong.map(({ changes, says }) => ({ says, values: oneStep.supposing(changes, node) }));
    found[name] = Array.from(right, (value, unit) => {
      const chosen = [{ value, says: null }];
      for (const { says, values } of others) {
        const far = chosen.every((choice) => Math.abs(values[unit] - choice.value) > apart);
        if (far && chosen.length < most) chosen.push({ value: values[unit], says });
      }
      return chosen.length > 1 ? chosen.sort((one, other) => one.value - other.value) : [];
    });
  }
  return found;
}
