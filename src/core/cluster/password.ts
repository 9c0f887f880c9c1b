/**
 * What DM makes of a password's text. `ciphertext`: base64 of 16 random bytes, `@` and the
 * encrypted bytes; it always decrypts to something. `plain`: anything else, which DM-worker takes
 * as it is since 1.0.6 and refuses before. `empty`: no password, never decrypted.
 */
export type PasswordKind = 'ciphertext' | 'plain' | 'empty';

/** Go's standard base64: padding required, stray bits of the last character not looked at. */
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Between the random bytes and the encrypted ones. */
const separator = 0x40;

/** Source: DM 1.0.7, pkg/encrypt/encrypt.go (Decrypt) and pkg/utils/encrypt.go. */
export function classifyPassword(text: string): PasswordKind {
  if (text === '') return 'empty';
  // Go's decoder skips line ends wherever they are.
  const digits = text.replaceAll(/[\r\n]/g, '');
  if (!base64.test(digits)) return 'plain';
  // Byte 16 is in the characters 21 and 22; a 22nd that is padding leaves 16 bytes only.
  const [high, low] = [alphabet.indexOf(digits.charAt(21)), alphabet.indexOf(digits.charAt(22))];
  if (digits.length < 24 || high < 0 || low < 0) return 'plain';
  return (((high & 15) << 4) | (low >> 2)) === separator ? 'ciphertext' : 'plain';
}
