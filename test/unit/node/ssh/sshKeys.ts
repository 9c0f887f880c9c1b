import { utils } from 'ssh2';

export interface KeyPair {
  readonly private: string;
  /** As in a .pub file: type and key. */
  readonly public: string;
}

/** A key pair that can be read back: now and then ssh2 writes an ed25519 key that it can't read. */
export function newKeyPair(type: 'ed25519' | 'ecdsa' = 'ed25519', passphrase?: string): KeyPair {
  for (;;) {
    const pair = generate(type, passphrase);
    const isGood = !(utils.parseKey(pair.private, passphrase) instanceof Error);
    if (isGood) return { private: pair.private, public: pair.public.trim() };
  }
}

function generate(type: 'ed25519' | 'ecdsa', passphrase: string | undefined): KeyPair {
  if (type === 'ecdsa') return utils.generateKeyPairSync('ecdsa', { bits: 256 });
  if (passphrase === undefined) return utils.generateKeyPairSync('ed25519');
  return utils.generateKeyPairSync('ed25519', { passphrase, cipher: 'aes256-ctr', rounds: 4 });
}
