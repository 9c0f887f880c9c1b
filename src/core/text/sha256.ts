/**
 * SHA-256 (FIPS 180-4) of a text's UTF-8, in hexadecimal. Web Crypto has it only as a promise, and
 * a plan is made in one go; an inventory is small.
 */
export function sha256(text: string): string {
  const message = padded(new TextEncoder().encode(text));
  const view = new DataView(message.buffer);
  const state = [...initialState];
  const words = new Array<number>(64).fill(0);
  for (let block = 0; block < message.length; block += 64) {
    for (let i = 0; i < 16; i++) words[i] = view.getUint32(block + 4 * i);
    for (let i = 16; i < 64; i++) words[i] = schedule(words, i);
    mixIn(state, words);
  }
  return state.map((word) => word.toString(16).padStart(8, '0')).join('');
}

/** One bit, zeros, and the length in bits: a whole number of blocks of 64 bytes. */
function padded(bytes: Uint8Array): Uint8Array {
  const message = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  message.set(bytes);
  message[bytes.length] = 0x80;
  new DataView(message.buffer).setBigUint64(message.length - 8, BigInt(bytes.length) * 8n);
  return message;
}

const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

function schedule(words: readonly number[], i: number): number {
  const [a = 0, b = 0, c = 0, d = 0] = [words[i - 15], words[i - 2], words[i - 16], words[i - 7]];
  const low = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3);
  const high = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
  return (c + low + d + high) >>> 0;
}

function mixIn(state: number[], words: readonly number[]): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i++) {
    const high = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const choice = (e & f) ^ (~e & g);
    const first = h + high + choice + (roundConstants[i] ?? 0) + (words[i] ?? 0);
    const low = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    [h, g, f, e, d, c, b, a] = [
      g,
      f,
      e,
      (d + first) >>> 0,
      c,
      b,
      a,
      (first + low + majority) >>> 0,
    ];
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) {
    state[i] = ((state[i] ?? 0) + word) >>> 0;
  }
}

/** The first primes; the constants are the first 32 bits behind the point of their roots. */
const primes: readonly number[] = firstPrimes(64);

function firstPrimes(count: number): readonly number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++)
    if (found.every((prime) => n % prime !== 0)) found.push(n);
  return found;
}

const fraction = (root: number): number => ((root - Math.floor(root)) * 2 ** 32) >>> 0;
const roundConstants: readonly number[] = primes.map((prime) => fraction(Math.cbrt(prime)));
const initialState: readonly number[] = primes
  .slice(0, 8)
  .map((prime) => fraction(Math.sqrt(prime)));
