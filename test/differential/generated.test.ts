import { inventoryText } from '../sandbox/control/deployment';
import { caseNames, readCase } from '../unit/inventory/corpus';
import { type Ansible, openAnsible } from './ansible';
import { checkGenerated, failOn } from './check';
import { compareAll } from './compare';
import { inventory, isModest, withoutSurrogates } from './texts/inventories';
import { mutated } from './texts/mutations';

const corpus = caseNames.map((name) => readCase(name, 'ini') ?? '');
const real = [
  inventoryText(1, 1),
  inventoryText(2, 5),
  ...caseNames.filter((name) => name.startsWith('dm-')).map((name) => readCase(name, 'ini') ?? ''),
];

const isReadable = (text: string): boolean => isModest(text) && withoutSurrogates(text) === text;

describe('the same as ansible-inventory', () => {
  let ansible: Ansible;
  before(() => {
    ansible = openAnsible();
  });
  after(() => {
    ansible.close();
  });

  it('for the corpus', async () => {
    failOn('corpus', (await compareAll(corpus, ansible)).differences);
  });

  it('for generated inventories', () => checkGenerated('generated', inventory, ansible));

  it('for real inventories with mistakes', () =>
    checkGenerated('mutated real', mutated(real).filter(isReadable), ansible, 0.2));

  it('for the corpus with mistakes', () =>
    checkGenerated('mutated corpus', mutated(corpus).filter(isReadable), ansible, 0.2));
});
