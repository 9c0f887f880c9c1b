import assert from 'node:assert/strict';
import { classifyPassword, type PasswordKind } from '../../../src/core/cluster/password';

// Vectors of DM's own `dmctl -encrypt` format; what Go's base64 does was tried with Go.
const vectors: readonly (readonly [name: string, text: string, kind: PasswordKind])[] = [
  ['of the manual', 'VjX8cEeTX+qcvZ3bPaO4h0C80pe/1aU=', 'ciphertext'],
  ['of the manual, encrypted again', 'KYMz623KG+6uspkXMJrU+0BYknT8xVU=', 'ciphertext'],
  ['of a known beginning', 'AAECAwQFBgcICQoLDA0OD0AQo3le16c=', 'ciphertext'],
  ['of many scripts', 'ABEiM0RVZneImaq7zN3u/0Du0u7t2KbbU3s00j3gPP/DHU310A==', 'ciphertext'],
  [
    'of a long password',
    'Dw4NDAsKCQgHBgUEAwIBAECqESB6+nufGRL7BLbCjbAtPEx8mG0Vqkj8qUKU0f6sJve4St89xQJP',
    'ciphertext',
  ],
  ['of an empty text', '/////////////////////0A=', 'ciphertext'],
  ['with other stray bits', 'VjX8cEeTX+qcvZ3bPaO4h0C80pe/1aV=', 'ciphertext'],
  ['broken into lines', 'VjX8cEeTX+qc\r\nvZ3bPaO4h0C80pe/1aU=\n', 'ciphertext'],
  ['nothing', '', 'empty'],
  ['a word', '123456', 'plain'],
  ['without its padding', 'VjX8cEeTX+qcvZ3bPaO4h0C80pe/1aU', 'plain'],
  ['with too much padding', 'VjX8cEeTX+qcvZ3bPaO4h0C80pe/1aU==', 'plain'],
  ['padded in the middle', 'VjX8cEeTX+qcvZ3bPaO4h0C=80pe/1aU', 'plain'],
  ['in the alphabet of addresses', 'VjX8cEeTX-qcvZ3bPaO4h0C80pe_1aU=', 'plain'],
  ['with a blank before it', ' VjX8cEeTX+qcvZ3bPaO4h0C80pe/1aU=', 'plain'],
  ['with another separator', 'VjX8cEeTX+qcvZ3bPaO4h0G80pe/1aU=', 'plain'],
  ['with a separator of other high bits', 'VjX8cEeTX+qcvZ3bPaO4h1C80pe/1aU=', 'plain'],
  ['of sixteen bytes', '/////////////////////w==', 'plain'],
  ['of nothing but padding', '====', 'plain'],
];

describe('passwords', () => {
  for (const [name, text, kind] of vectors) {
    it(`takes one ${name} for ${kind}`, () => {
      assert.equal(classifyPassword(text), kind);
    });
  }
});
