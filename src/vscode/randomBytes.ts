import type { RandomBytes } from '../core/cluster/encryptPassword';

/** There in the extension host of a desktop and of a browser alike. */
export const randomBytes: RandomBytes = (length) =>
  globalThis.crypto.getRandomValues(new Uint8Array(length));
