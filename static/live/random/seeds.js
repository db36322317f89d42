/** Numbers of any size out of a seed: the twin of NumPy's SeedSequence (after O'Neill's seed_seq_fe, 2015). */

const POOL = 4;

/**
 * @param {number[]} entropy whole numbers below 2^32, as a list is given to `numpy.random.default_rng`
 * @param {number} count
 * @returns {Uint32Array} as many words of 32 bits
 */
export function wordsOf(entropy, count) {
  const pool = mixed(entropy);
  const words = new Uint32Array(count);
  let hash = 0x8b51f9dd;
  for (let k = 0; k < count; k++) {
    let word = pool[k % POOL] ^ hash;
    hash = Math.imul(hash, 0x58f38ded);
    word = Math.imul(word, hash);
    words[k] = word ^ (word >>> 16);
  }
  return words;
}

/** The entropy spread over four words, so that each of them depends on all of it. */
function mixed(entropy) {
  let hash = 0x43b0d7e5;

  function hashed(value) {
    const word = value ^ hash;
    hash = Math.imul(hash, 0x931e8875);
    const turned = Math.imul(word, hash);
    return turned ^ (turned >>> 16);
  }

  const pool = Array.from({ length: POOL }, (_, k) => hashed(entropy[k] ?? 0));
  for (let from = 0; from < POOL; from++) for (let to = 0; to < POOL; to++) if (from !== to) pool[to] = mix(pool[to], hashed(pool[from]));
  for (const value of entropy.slice(POOL)) for (let to = 0; to < POOL; to++) pool[to] = mix(pool[to], hashed(value));
  return pool;
}

function mix(x, y) {
  const word = Math.imul(0xca01f9dd, x) - Math.imul(0x4973f715, y);
  return word ^ (word >>> 16);
}
