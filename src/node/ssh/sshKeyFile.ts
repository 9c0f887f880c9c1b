import { readFile } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import {
  type AnyAuthMethod,
  BaseAgent,
  type IdentityCallback,
  type ParsedKey,
  type SignCallback,
  type SigningRequestOptions,
  utils,
} from 'ssh2';
import type { Prompter } from '../../core/ports/prompter';

const mostAttempts = 3;

/**
 * The login with one private key file; undefined when there is no usable key in it. A passphrase is
 * asked for when the server has said that it would take the key (where a .pub file lies beside it),
 * and forgotten with the attempt.
 */
export async function keyFileLogin(
  path: string,
  username: string,
  prompter: Prompter,
): Promise<AnyAuthMethod | undefined> {
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  if (!isEncrypted(text)) {
    const key = utils.parseKey(text);
    return key instanceof Error ? undefined : { type: 'publickey', username, key };
  }
  const unlock = (): Promise<ParsedKey | undefined> => askPassphrase(path, text, prompter);
  const publicKey = utils.parseKey((await readIfThere(`${path}.pub`)) ?? '');
  if (!(publicKey instanceof Error)) {
    return { type: 'agent', username, agent: new KeyFileAgent(publicKey, unlock) };
  }
  const key = await unlock();
  return key === undefined ? undefined : { type: 'publickey', username, key };
}

async function askPassphrase(
  path: string,
  text: string,
  prompter: Prompter,
): Promise<ParsedKey | undefined> {
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    const passphrase = await prompter.askSecret({
      title: path,
      prompt:
        attempt === 1
          ? l10n.t('Passphrase of the key {0}', path)
          : l10n.t('That was not the passphrase of the key {0}. Try again', path),
      isShown: false,
    });
    if (passphrase === undefined) return undefined;
    const key = utils.parseKey(text, passphrase);
    if (!(key instanceof Error)) return key;
  }
  return undefined;
}

/** Offers one public key, and unlocks the private one only to sign: that is what an agent does. */
class KeyFileAgent extends BaseAgent<ParsedKey> {
  constructor(
    private readonly publicKey: ParsedKey,
    private readonly unlock: () => Promise<ParsedKey | undefined>,
  ) {
    super();
  }

  override getIdentities(done: IdentityCallback<ParsedKey>): void {
    done(undefined, [this.publicKey]);
  }

  override sign(
    _key: ParsedKey,
    data: Buffer,
    options: SigningRequestOptions | SignCallback,
    done?: SignCallback,
  ): void {
    const answer = typeof options === 'function' ? options : done;
    const hash = typeof options === 'function' ? undefined : options.hash;
    this.unlock().then(
      (key) => {
        if (key === undefined) answer?.(new Error('the key stays locked'));
        else answer?.(null, key.sign(data, hash));
      },
      (error: unknown) => answer?.(error instanceof Error ? error : new Error(String(error))),
    );
  }
}

/** Whether a private key file has a passphrase, from its clear header (PROTOCOL.key of OpenSSH). */
export function isEncrypted(text: string): boolean {
  const body = /-----BEGIN OPENSSH PRIVATE KEY-----([^-]*)-----END/.exec(text)?.[1];
  if (body === undefined)
    return /^(?:Proc-Type: 4,ENCRYPTED|Encryption: aes|-----BEGIN ENCRYPTED)/m.test(text);
  const bytes = Buffer.from(body, 'base64');
  const start = 'openssh-key-v1\0'.length;
  const length = bytes.length < start + 4 ? 0 : bytes.readUInt32BE(start);
  return bytes.toString('latin1', start + 4, start + 4 + length) !== 'none';
}

async function readIfThere(path: string): Promise<string | undefined> {
  // Most of the default key files do not exist, and ssh passes over unreadable ones, too.
  return readFile(path, 'utf8').catch(() => undefined);
}
