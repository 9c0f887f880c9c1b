import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type PageTexts,
  pageTextIds,
  parsePageMessage,
  parseShowMessage,
  type ShowMessage,
} from '../../../src/core/topology/pageMessages';
import { sampleTopology } from '../../support/topologies';

const texts = Object.fromEntries(pageTextIds.map((id) => [id, `${id} {0}`])) as PageTexts;
const message: ShowMessage = {
  kind: 'show',
  topology: sampleTopology(12),
  texts,
  inventory: 'file:///d/inventory.ini',
};
const travelled = JSON.parse(JSON.stringify(message)) as Record<string, unknown>;

describe('messages of the topology page', () => {
  it('arrive as they were sent', () => {
    assert.deepEqual(JSON.parse(JSON.stringify(parseShowMessage(travelled))), travelled);
    const instance = { component: 'dm-worker', alias: 'dm_worker1' } as const;
    for (const sent of [
      { kind: 'ready' },
      { kind: 'refresh' },
      { kind: 'open', instance },
      { kind: 'actions', instance },
    ]) {
      assert.deepEqual(parsePageMessage(JSON.parse(JSON.stringify(sent))), sent);
    }
  });

  const broken: readonly (readonly [string, unknown])[] = [
    ['no object', 'show'],
    ['another kind', { ...travelled, kind: 'hide' }],
    ['no topology', { ...travelled, topology: undefined }],
    ['a sentence that is missing', { ...travelled, texts: { ...texts, never: undefined } }],
    ['an inventory that is a number', { ...travelled, inventory: 1 }],
    ['nodes that are none', { ...travelled, topology: { name: '', nodes: [{}], edges: [] } }],
    [
      'an unheard-of state',
      {
        ...travelled,
        topology: {
          ...message.topology,
          nodes: [{ ...message.topology.nodes[0], state: 'asleep' }],
        },
      },
    ],
  ];
  for (const [name, value] of broken) {
    it(`refuse ${name}`, () => {
      assert.equal(parseShowMessage(value), undefined);
    });
  }

  it('refuse what opens nothing', () => {
    for (const instance of [
      undefined,
      'a',
      { component: 'dm-worker' },
      { component: 'x', alias: 'a' },
    ]) {
      assert.equal(parsePageMessage({ kind: 'open', instance }), undefined);
    }
  });

  it('are parsed without an error, whatever comes', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        assert.equal(parseShowMessage(value), undefined);
        parsePageMessage(value);
      }),
    );
  });
});
