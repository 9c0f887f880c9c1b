import assert from 'node:assert/strict';
import { parseInventory } from '../../../src/core/inventory/parseInventory';

describe('an encrypted inventory', () => {
  // As ansible-inventory 2.14 refuses them.
  const refusals: readonly (readonly [text: string, message: string])[] = [
    ['$ANSIBLE_VAULT;1.1;AES256\n3336\n', 'Attempting to decrypt but no vault secrets found'],
    ['$ANSIBLE_VAULT;1.2; AES256 ;x\n33\n', 'Attempting to decrypt but no vault secrets found'],
    ['$ANSIBLE_VAULT;1.1;AES256 33\n', 'AES256 33 cipher could not be found'],
    ['$ANSIBLE_VAULT;1.1;AES;x\n33\n', 'AES cipher could not be found'],
    ['$ANSIBLE_VAULT;1.1;\n33', ' cipher could not be found'],
    ['$ANSIBLE_VAULT;1.1\n', 'Vault envelope format error: list index out of range'],
    ['$ANSIBLE_VAULT\n', 'Vault envelope format error: list index out of range'],
  ];
  for (const [text, message] of refusals) {
    it(`is refused for its header: ${JSON.stringify(text)}`, () => {
      const { error } = parseInventory(text);
      assert.equal(error?.message, message);
      assert.deepEqual([error.line, error.ansibleLine], [0, undefined]);
    });
  }
});
