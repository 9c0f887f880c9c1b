import { encryptBlock, expandKey } from './encryptPasswordBlock';

/** Bytes that nobody can guess: the editor's or Node's generator. */
export type RandomBytes = (length: number) => Uint8Array;

/** DM's key is a constant of its source (pkg/encrypt/encrypt.go): it hides, it does not protect. */
const schedule = expandKey(
  fromHex('a529b7665997f043a30ac8fadcb51d6aa032c226ab5b7750530b12b8c1a16a48'),
);
const blockLength = 16;
const separator = 0x40;

/**
 * What `dmctl -encrypt` prints: base64 of a random IV, `@`, and the UTF-8 text in AES-256 with
 * 128-bit cipher feedback (DM 1.0, pkg/encrypt/encrypt.go). Here nothing appears in a process list
 * or a shell's history.
 */
export function encryptPassword(password: string, randomBytes: RandomBytes): string {
  const iv = randomBytes(blockLength);
  return base64([...iv, separator, ...cipherFeedback(new TextEncoder().encode(password), iv)]);
}

/** The last block may be short: feedback needs no padding. */
function cipherFeedback(text: Uint8Array, iv: Uint8Array): readonly number[] {
  const result: number[] = [];
  let feedback: readonly number[] = [...iv];
  for (let at = 0; at < text.length; at += blockLength) {
    const mask = encryptBlock(schedule, feedback);
    const block = [...text.subarray(at, at + blockLength)];
    feedback = block.map((byte, index) => byte ^ (mask[index] ?? 0));
    result.push(...feedback);
  }
  return result;
}

function fromHex(hex: string): readonly number[] {
  return (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Standard alphabet, with padding; `btoa` would need the bytes as a string first. */
function base64(bytes: readonly number[]): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second, third] = bytes.slice(at, at + 3);
    const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    text += alphabet[bits >> 18] ?? '';
    text += alphabet[(bits >> 12) & 63] ?? '';
    text += second === undefined ? '=' : (alphabet[(bits >> 6) & 63] ?? '');
    text += third === undefined ? '=' : (alphabet[bits & 63] ?? '');
  }
  return text;
}
