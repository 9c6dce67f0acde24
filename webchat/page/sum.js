// The small sum that the server sets when it is busy: a number for which SHA-256 of "salt:number" starts with zero bits.
// Written out here because crypto.subtle is missing on plain http and on old phones, and is slower for many short texts.
const PAUSE_EVERY = 512;
const { K, H } = constants();

export async function solve({ zout, nullen }) {
  for (let number = 0; ; number += 1) {
    if (firstWord(`${zout}:${number}`) >>> (32 - nullen) === 0) return String(number);
    // Lets the page answer keys in between; leaving must never wait for a sum.
    if (number % PAUSE_EVERY === 0) await new Promise((resume) => setTimeout(resume));
  }
}

// The first 32 bits of SHA-256; the server never asks for more zeros than that.
export function firstWord(ascii) {
  const words = new Int32Array((((ascii.length + 8) >> 6) + 1) * 16);
  for (let i = 0; i < ascii.length; i += 1) words[i >> 2] |= ascii.charCodeAt(i) << (24 - (i % 4) * 8);
  words[ascii.length >> 2] |= 0x80 << (24 - (ascii.length % 4) * 8);
  words[words.length - 1] = ascii.length * 8;
  const state = Int32Array.from(H);
  for (let at = 0; at < words.length; at += 16) compress(state, words.subarray(at, at + 16));
  return state[0] >>> 0;
}

function compress(state, block) {
  const w = new Int32Array(64);
  w.set(block);
  for (let i = 16; i < 64; i += 1) {
    const x = w[i - 15], y = w[i - 2];
    const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
    const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i += 1) {
    const t1 = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
    const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((value, i) => (state[i] += value));
}

function turn(word, bits) {
  return (word >>> bits) | (word << (32 - bits));
}

// The constants are the first bits of roots of primes: shorter to work out than to write down.
function constants() {
  const bits = (root) => ((root % 1) * 4294967296) | 0;
  const K = [], H = [];
  for (let n = 2; K.length < 64; n += 1) {
    let prime = true;
    for (let d = 2; d * d <= n; d += 1) if (n % d === 0) prime = false;
    if (!prime) continue;
    if (H.length < 8) H.push(bits(Math.sqrt(n)));
    K.push(bits(Math.cbrt(n)));
  }
  return { K, H };
}
