/**
 * AES-256 for one block (FIPS 197). Web Crypto has no cipher feedback mode, and Node's module is
 * not there in a web extension. Not hardened against timing: a password is encrypted once, by the
 * person who typed it.
 */

/** Round keys, four words of four bytes for each of the 15 rounds, one after the other. */
export type KeySchedule = readonly number[];

const rounds = 14;
const keyLength = 32;

export function expandKey(key: readonly number[]): KeySchedule {
  const schedule = [...key];
  let constant = 1;
  while (schedule.length < 16 * (rounds + 1)) {
    let word = schedule.slice(-4);
    const position = schedule.length % keyLength;
    if (position === 0) {
      word = [...word.slice(1), ...word.slice(0, 1)].map(substitute);
      word[0] = (word[0] ?? 0) ^ constant;
      constant = double(constant);
    } else if (position === 16) word = word.map(substitute);
    for (const byte of word) schedule.push((schedule[schedule.length - keyLength] ?? 0) ^ byte);
  }
  return schedule;
}

export function encryptBlock(schedule: KeySchedule, block: readonly number[]): readonly number[] {
  let state = addRoundKey(block, schedule, 0);
  for (let round = 1; round < rounds; round++)
    state = addRoundKey(mixColumns(shiftRows(state.map(substitute))), schedule, round);
  return addRoundKey(shiftRows(state.map(substitute)), schedule, rounds);
}

function addRoundKey(
  state: readonly number[],
  schedule: KeySchedule,
  round: number,
): readonly number[] {
  return state.map((byte, index) => byte ^ (schedule[16 * round + index] ?? 0));
}

/** The state is held column by column: row r moves left by r columns. */
function shiftRows(state: readonly number[]): readonly number[] {
  return state.map((_, index) => state[(index + 4 * (index % 4)) % 16] ?? 0);
}

function mixColumns(state: readonly number[]): readonly number[] {
  return state.map((_, index) => {
    const column = index - (index % 4);
    const at = (row: number): number => state[column + ((index + row) % 4)] ?? 0;
    return double(at(0)) ^ double(at(1)) ^ at(1) ^ at(2) ^ at(3);
  });
}

/** Times x in the field of 256 elements. */
function double(byte: number): number {
  return ((byte << 1) ^ (byte & 0x80 ? 0x11b : 0)) & 0xff;
}

function substitute(byte: number): number {
  return substitutes[byte] ?? 0;
}

/** Each byte's inverse, walked along the powers of 3, then the affine map. */
const substitutes: readonly number[] = makeSubstitutes();

function makeSubstitutes(): readonly number[] {
  const table = [0x63];
  let power = 1;
  let inverse = 1;
  do {
    power ^= double(power);
    inverse ^= inverse << 1;
    inverse ^= inverse << 2;
    inverse ^= inverse << 4;
    inverse &= 0xff;
    if (inverse & 0x80) inverse ^= 0x09;
    const turned = [1, 2, 3, 4].reduce((sum, by) => sum ^ rotate(inverse, by), inverse);
    table[power] = turned ^ 0x63;
  } while (power !== 1);
  return table;
}

function rotate(byte: number, by: number): number {
  return ((byte << by) | (byte >> (8 - by))) & 0xff;
}
