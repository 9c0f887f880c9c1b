import assert from 'node:assert/strict';
import { createDecipheriv } from 'node:crypto';
import fc from 'fast-check';
import { encryptPassword } from '../../../src/core/cluster/encryptPassword';

/** Made with Python's cryptography, confirmed by Node's and Go's. */
const vectors: readonly (readonly [iv: string, plain: string, text: string])[] = [
  ['000102030405060708090a0b0c0d0e0f', '123456', 'AAECAwQFBgcICQoLDA0OD0AQo3le16c='],
  [
    '00112233445566778899aabbccddeeff',
    'pässwörd#"\\ 密码',
    'ABEiM0RVZneImaq7zN3u/0Du0u7t2KbbU3s00j3gPP/DHU310A==',
  ],
  [
    '0f0e0d0c0b0a09080706050403020100',
    'A longer password of more than 16 bytes!',
    'Dw4NDAsKCQgHBgUEAwIBAECqESB6+nufGRL7BLbCjbAtPEx8mG0Vqkj8qUKU0f6sJve4St89xQJP',
  ],
  ['ffffffffffffffffffffffffffffffff', '', '/////////////////////0A='],
];

const key = Buffer.from('a529b7665997f043a30ac8fadcb51d6aa032c226ab5b7750530b12b8c1a16a48', 'hex');

describe('encryptPassword', () => {
  for (const [iv, plain, text] of vectors)
    it(`makes what dmctl makes of ${JSON.stringify(plain)}`, () => {
      assert.equal(
        encryptPassword(plain, () => Buffer.from(iv, 'hex')),
        text,
      );
    });

  it('is decrypted by AES-256-CFB of another make', () => {
    const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), bytes, (plain, iv) => {
        const made = Buffer.from(
          encryptPassword(plain, () => iv),
          'base64',
        );
        assert.deepEqual(new Uint8Array(made.subarray(0, 16)), iv);
        assert.equal(made[16], 0x40);
        const decipher = createDecipheriv('aes-256-cfb', key, iv);
        const text = Buffer.concat([decipher.update(made.subarray(17)), decipher.final()]);
        assert.equal(text.toString('utf8'), plain);
      }),
      { numRuns: 300 },
    );
  });

  it('asks for a fresh IV each time', () => {
    const asked: number[] = [];
    const randomBytes = (length: number): Uint8Array => {
      asked.push(length);
      return new Uint8Array(length).fill(asked.length);
    };
    assert.notEqual(encryptPassword('x', randomBytes), encryptPassword('x', randomBytes));
    assert.deepEqual(asked, [16, 16]);
  });
});
