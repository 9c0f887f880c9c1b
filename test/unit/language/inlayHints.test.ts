import assert from 'node:assert/strict';
import { inlayHints } from '../../../src/core/language/inlayHints';
import { createLanguageModel } from '../../../src/core/language/languageModel';
import { groupFiles } from './fixture';

/** The text with its hints in place, as `‹label›`. */
function shown(text: string, files = groupFiles()): string {
  const model = createLanguageModel(text, files);
  let result = '';
  let from = 0;
  for (const { offset, label } of inlayHints(model, { start: 0, end: text.length })) {
    result += `${text.slice(from, offset)}‹${label}›`;
    from = offset;
  }
  return result + text.slice(from);
}

describe('inlay hints', () => {
  it('say port and directory that the line does not', () => {
    assert.equal(
      shown('[dm_worker_servers]\nw1 source_id=s # why\n[all:vars]\ndeploy_dir=/d\n'),
      '[dm_worker_servers]\nw1 source_id=s‹dm_worker_port=8262›‹deploy_dir=/d› # why\n[all:vars]\ndeploy_dir=/d\n',
    );
    const written = '[dm_master_servers]\nm dm_master_port=1 deploy_dir=/d\n';
    assert.equal(shown(written), written);
  });

  it('say what a file of DM-Ansible sets, and where it comes from', () => {
    const text = '[dm_worker_servers]\nw1\n';
    const model = createLanguageModel(
      text,
      groupFiles(['dm_worker_servers', 'dm_worker_port', '9']),
    );
    const [hint] = inlayHints(model, { start: 0, end: text.length });
    assert.equal(hint?.label, 'dm_worker_port=9');
    assert.match(hint.tooltip, /group_vars\/dm_worker_servers\.yml/);
  });

  it('say of a range what all its hosts share', () => {
    const range = '[dm_worker_servers]\nw[1:2]\n';
    assert.equal(shown(range), '[dm_worker_servers]\nw[1:2]‹dm_worker_port=8262›\n');
    const differing = `${range}[g]\nw2 dm_worker_port=1\n`;
    assert.equal(shown(differing), differing);
  });

  it('say both ports of an alias in two groups', () => {
    assert.equal(
      shown('[dm_worker_servers]\nh\n[dm_portal_servers]\nh\n'),
      '[dm_worker_servers]\nh‹dm_worker_port=8262›\n[dm_portal_servers]\nh‹dm_portal_port=8280›\n',
    );
  });

  it('say nothing while Ansible refuses the file, or of what is out of sight', () => {
    assert.equal(
      shown('[dm_worker_servers]\nw1\nbroken line'),
      '[dm_worker_servers]\nw1\nbroken line',
    );
    const text = '[dm_worker_servers]\nw1\nw2\n';
    const model = createLanguageModel(text, groupFiles());
    const at = text.indexOf('w2');
    assert.deepEqual(
      inlayHints(model, { start: at, end: at + 1 }).map(({ offset }) => offset),
      [at + 2],
    );
  });
});
