import assert from 'node:assert/strict';
import type { ReadyPlan } from '../../../src/core/procedure/plan';
import { makePlan } from '../../../src/core/procedure/planning/makePlan';
import { planCommands } from '../../../src/core/procedure/planning/planDocument';
import type { ProcedureId } from '../../../src/core/procedure/procedure';
import { clusterOf } from '../../support/clusters';
import { subtask, working } from '../../support/dmStates';
import { manualSections, sectionOf } from '../../support/manual';
import { statusOf } from '../../support/statuses';

/**
 * What each section of the manual says, letter by letter, and what our plan for it makes of it.
 * A deviation that is not listed fails, and so does a listed one that does not occur.
 */
interface Golden {
  readonly section: string;
  readonly plans: readonly (readonly [ProcedureId, Readonly<Record<string, string>>])[];
  /** Workers of the manual that are in the inventory before. */
  readonly workers?: readonly string[];
  readonly deviations?: readonly Deviation[];
}

interface Deviation {
  /** A line that the manual has and the plan lacks, or has otherwise; undefined: it has more. */
  readonly manual?: string;
  /** The line of the plan in its place. */
  readonly ours?: string;
  readonly why: string;
}

const sections = manualSections();
const created = sections.get('创建 DM-worker 实例')?.files.get('[dm_worker_servers]') ?? [];
const workerLine = (alias: string): string =>
  created.find((line) => line.startsWith(`${alias} `)) ?? assert.fail(alias);
const password = /mysql_password='([^']*)'/.exec(workerLine('dm_worker3'))?.[1] ?? '';

/** A worker as the section has it before: as its own block shows it, unless that changes it. */
function lineBefore(section: string, alias: string): string {
  const own = sections.get(section)?.files.get('[dm_worker_servers]') ?? [];
  const isChanged = own.some((line) => line.startsWith(`# ${alias} `));
  return own.find((line) => !isChanged && line.startsWith(`${alias} `)) ?? workerLine(alias);
}

/** The manual's own sample inventory; it is not shown as a whole anywhere. */
const inventory = (section: string, workers: readonly string[]): string => `[dm_master_servers]
dm_master ansible_host=172.16.10.71

[dm_worker_servers]
${workers.map((alias) => lineBefore(section, alias)).join('\n\n')}

[prometheus_servers]
prometheus ansible_host=172.16.10.71

[grafana_servers]
grafana ansible_host=172.16.10.71

[alertmanager_servers]
alertmanager ansible_host=172.16.10.71

[all:vars]
cluster_name = test-cluster
ansible_user = tidb
dm_version = v1.0.6
deploy_dir = /home/tidb/deploy
`;

const hosts = '[servers]\n\n[all:vars]\nusername = tidb\n';
const cd = 'cd /home/tidb/dm-ansible';
const cdWhy = 'Every command runs in the directory of the deployment; the plan says which.';
const vi = 'vi hosts.ini';
const viWhy = 'The run edits hosts.ini: its lines are compared below.';
const limited = 'Without -l it would ask one root password for every machine of hosts.ini.';
const createUsers = 'ansible-playbook -i hosts.ini create_users.yml -u root -k';
const machine = (host: string): readonly Deviation[] => [
  { manual: cd, why: cdWhy },
  { manual: vi, why: viWhy },
  { manual: createUsers, ours: `${createUsers} -l ${host}`, why: limited },
];

const goldens: readonly Golden[] = [
  { section: '启动集群', plans: [['start', {}]] },
  { section: '下线集群', plans: [['stop', {}]] },
  {
    section: '重启 DM-worker',
    plans: [
      ['restart-worker', { method: 'rolling' }],
      ['restart-worker', { method: 'stop-start' }],
    ],
  },
  {
    section: '重启 DM-master',
    plans: [
      ['restart-master', { method: 'rolling' }],
      ['restart-master', { method: 'stop-start' }],
    ],
  },
  {
    section: '更新组件版本',
    plans: [['upgrade', { version: 'v1.0.7' }]],
    deviations: [
      { manual: cd, why: cdWhy },
      {
        ours: 'cp -a -T resources/bin resources/bin-v1.0.6.new',
        why: 'The old binaries are kept, so that there is a way back.',
      },
      {
        ours: 'mv -T resources/bin-v1.0.6.new resources/bin-v1.0.6',
        why: 'A copy has its name only when it is whole.',
      },
      ...['dm-worker', 'dm-master', 'dmctl'].map((tag) => ({
        manual: `ansible-playbook rolling_update.yml --tags=${tag}`,
        why: 'The manual lists each component and all together: all together is what DM supports.',
      })),
    ],
  },
  {
    section: '更新组件版本',
    plans: [['upgrade', { version: 'v1.0.7', components: 'dmctl,dm-master,dm-worker' }]],
    deviations: [
      { manual: cd, why: cdWhy },
      {
        ours: 'cp -a -T resources/bin resources/bin-v1.0.6.new',
        why: 'The old binaries are kept, so that there is a way back.',
      },
      {
        ours: 'mv -T resources/bin-v1.0.6.new resources/bin-v1.0.6',
        why: 'A copy has its name only when it is whole.',
      },
      {
        manual: 'ansible-playbook rolling_update.yml',
        why: 'The components were chosen one by one.',
      },
    ],
  },
  {
    section: '创建 DM-worker 实例',
    plans: [
      [
        'create-worker',
        {
          host: '172.16.10.74',
          source_id: 'mysql-replica-03',
          mysql_host: '172.16.10.83',
          mysql_password: password,
        },
      ],
    ],
    deviations: [
      ...machine('172.16.10.74'),
      {
        manual: workerLine('dm_worker3'),
        ours: workerLine('dm_worker3').replace('dm_worker3 ', 'dm_worker3  '),
        why: 'It is written as the line above it, which has two blanks after the alias.',
      },
    ],
  },
  {
    section: '下线 DM-worker 实例',
    workers: ['dm_worker1', 'dm_worker2', 'dm_worker3'],
    plans: [['remove-worker', { instance: 'dm_worker3' }]],
    deviations: [
      {
        manual: `# ${workerLine('dm_worker3')} # Comment or delete this line`,
        ours: `# ${workerLine('dm_worker3')}`,
        why: 'The remark behind it is for the reader of the manual.',
      },
    ],
  },
  {
    section: '替换 DM-master 实例',
    plans: [['replace-master', { host: '172.16.10.80' }]],
    deviations: machine('172.16.10.80'),
  },
  {
    section: '替换 DM-worker 实例',
    plans: [['replace-worker', { instance: 'dm_worker1', host: '172.16.10.75' }]],
    deviations: [
      ...machine('172.16.10.75'),
      {
        manual: `# ${workerLine('dm_worker1').replace(/ source_id="[^"]*"/, '')}`,
        ours: `# ${workerLine('dm_worker1')}`,
        why: 'The old line is kept whole: the manual lost its source_id.',
      },
    ],
  },
];

describe('the manual, section by section', () => {
  for (const { section, plans, workers = ['dm_worker1', 'dm_worker2'], deviations } of goldens) {
    const name = plans.map(([id, { components }]) => [id, components].join(' ')).join(', ');
    it(`${section}: ${name}`, () => {
      const manual = sections.get(section) ?? assert.fail(section);
      const text = inventory(section, workers);
      const made = plans.map(([id, parameters]) => planOf(id, parameters, text));
      for (const { checks } of made) {
        assert.deepEqual(
          checks.filter(({ status }) => status === 'block'),
          [],
        );
      }
      const expected = [...manual.commands, ...manualLines(section)];
      const ours = [...made.flatMap(planCommands), ...editedLines(section, made)];
      compare(expected, ours, deviations ?? []);
    });
  }

  it('looks at every section that has a command', () => {
    const looked = new Set(goldens.map(({ section }) => section));
    const left = [...sections.values()].filter(
      ({ title, commands }) => commands.length > 0 && !looked.has(title),
    );
    assert.deepEqual(left, []);
  });

  it('explains every deviation', () => {
    for (const { why } of goldens.flatMap(({ deviations }) => deviations ?? [])) {
      assert.match(why, /^[A-Z].*\.$/);
    }
  });
});

/** Sections without code blocks: they name the commands of dmctl in their steps. */
const dialogues: readonly {
  readonly section: string;
  readonly plan: readonly [ProcedureId, Readonly<Record<string, string>>];
  /** Commands that the run has and the manual does not name. */
  readonly more: Readonly<Record<string, string>>;
  /** Commands of the manual that are no command of the run. */
  readonly less: Readonly<Record<string, string>>;
}[] = [
  {
    section: '虚拟 IP 环境下的上游主从切换',
    plan: ['switch-upstream-vip', { instance: 'dm_worker1' }],
    more: {},
    less: { 'query-status': 'The wait asks it until the relay log has caught up.' },
  },
  {
    section: '变更 IP 后的主从切换',
    plan: [
      'switch-upstream-address',
      { instance: 'dm_worker1', mysql_host: '172.16.10.99', task_files: 'orders=conf/orders.yaml' },
    ],
    more: {
      'check-task': 'A file that is wrong is found before its task is stopped.',
      'pause-relay': 'The GTID sets are compared while the relay log can not grow.',
    },
    less: { 'query-status': 'The wait asks it until the relay log has caught up.' },
  },
];

describe('the manual, switching the upstream', () => {
  for (const { section, plan, more, less } of dialogues) {
    it(section, () => {
      const manual = sections.get(section) ?? assert.fail(section);
      const named = [...manual.text.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(
        ([, word = '']) => word,
      );
      const made = planOf(...plan, inventory(section, ['dm_worker1', 'dm_worker2']));
      const said = made.steps.flatMap((step) => (step.kind === 'dmctl' ? [step.command.kind] : []));
      assert.ok(named.length >= 3, 'the manual names commands');
      assert.equal(made.steps[0]?.kind, 'wait');
      assert.deepEqual(
        said.filter((word) => more[word] === undefined),
        named.filter((word) => less[word] === undefined),
      );
      for (const word of Object.keys(more))
        assert.ok(
          said.some((each) => each === word),
          word,
        );
      for (const word of Object.keys(less)) assert.ok(named.includes(word), word);
      assert.ok(made.corrections.length > 0);
    });
  }
});

function planOf(
  procedure: ProcedureId,
  parameters: Readonly<Record<string, string>>,
  text: string,
): ReadyPlan {
  const cluster = clusterOf(text);
  const worker = working('172.16.10.72:8262', {
    subtasks: procedure.startsWith('switch') ? [subtask('orders')] : [],
  });
  return makePlan({
    cluster,
    procedure,
    parameters,
    status: statusOf(cluster, {
      instances: {
        dm_worker1: { worker },
        dm_worker2: { worker: working('172.16.10.73:8262') },
        dm_worker3: { worker: working('172.16.10.74:8262') },
      },
    }),
    hostsText: hosts,
    deployment: '/home/tidb/dm-ansible',
    inventory: 'inventory.ini',
    inventoryArgument: undefined,
  });
}

/** What the manual shows of the files of a section. */
function manualLines(section: string): readonly string[] {
  return [...(sections.get(section)?.files.values() ?? [])].flat().filter((line) => line !== '');
}

/** The same parts of the files as the plan leaves them. */
function editedLines(section: string, plans: readonly ReadyPlan[]): readonly string[] {
  const staged = plans.flatMap((plan) => [...plan.staged.values()]);
  return [...(sections.get(section)?.files.keys() ?? [])].flatMap((header) => {
    const text = staged.find((each) => each.includes(header)) ?? assert.fail(header);
    const found = sectionOf(text, header);
    return (header === '[servers]' ? [...found, ...sectionOf(text, '[all:vars]')] : found).filter(
      (line) => line !== '',
    );
  });
}

/** Takes each deviation out of both lists, and compares what is left, in order. */
function compare(
  manual: readonly string[],
  ours: readonly string[],
  deviations: readonly Deviation[],
): void {
  const [left, right] = [[...manual], [...ours]];
  for (const deviation of deviations) {
    for (const [lines, line] of [
      [left, deviation.manual],
      [right, deviation.ours],
    ] as const) {
      if (line === undefined) continue;
      const at = lines.indexOf(line);
      assert.ok(at >= 0, `the deviation does not occur: ${line}`);
      // A line that stands in the other's place keeps its place.
      if (deviation.manual !== undefined && deviation.ours !== undefined) lines[at] = deviation.why;
      else lines.splice(at, 1);
    }
  }
  assert.deepEqual(right, left);
}
