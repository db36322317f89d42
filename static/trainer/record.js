/** What happened in a training, kept small enough for a file: its curve, its changes, how it ended. */

const POINTS = 2000; // of the curve; beyond them two become one

/** @typedef {{update: number, sequences: number, loss: number, accuracy: number, norm: number}} Point means since the one before */
export function createRecord() {
  /** @type {Point[]} */
  let curve = [];
  let [shares, marks, ended, each] = [[], [], null, 1];
  let open = null;

  function add(update, sequences, loss, norm, accuracy) {
    open ??= { count: 0, loss: 0, norm: 0, accuracy: 0 };
    open.count += 1;
    open.loss += loss;
    open.norm += norm;
    open.accuracy += accuracy;
    if (open.count < each) return;
    const mean = (sum) => Number((sum / open.count).toPrecision(6));
    curve.push({ update, sequences, loss: mean(open.loss), norm: mean(open.norm), accuracy: mean(open.accuracy) });
    open = null;
    if (curve.length >= POINTS) thin();
  }

  function thin() {
    each *= 2;
    const halves = curve.filter((_, k) => k % 2 === 0);
    curve = halves.map((one, k) => {
      const other = curve[2 * k + 1] ?? one;
      const mean = (name) => Number(((one[name] + other[name]) / 2).toPrecision(6));
      return { ...other, loss: mean("loss"), norm: mean("norm"), accuracy: mean("accuracy") };
    });
    shares = shares.filter((_, k) => k % 2 === 0);
  }

  return {
    /** Hears what a trainer says. */
    hear(message) {
      if (message.kind === "mark") marks.push({ update: message.update, name: message.name, from: message.from, to: message.to });
      if (message.kind === "stopped") ended = { reason: message.reason, update: message.update };
      if (message.kind !== "progress") return;
      const { losses, norms, accuracies, update, sequences } = message;
      const each = losses.length ? (sequences - (sequences / update) * (update - losses.length)) / losses.length : 0;
      losses.forEach((loss, k) => {
        const left = losses.length - 1 - k;
        add(update - left, Math.round(sequences - left * each), loss, norms[k], accuracies[k]);
      });
      if (message.shares?.length) shares.push({ update, shares: message.shares.map(({ level, share }) => [level, share]) });
    },
    clear() {
      [curve, shares, marks, ended, each, open] = [[], [], [], null, 1, null];
    },
    /** As JSON can say it. */
    all: () => ({ curve, shares, marks, ended }),
  };
}
