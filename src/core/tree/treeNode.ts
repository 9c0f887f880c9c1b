import type { ComponentId } from '../cluster/components';
import type { Target } from '../cluster/target';
import type { Drift } from '../status/clusterStatus';
import type { Span } from '../text/textEdit';

/** The tree of a cluster as plain data; the view only turns it into its own items. */
export interface TreeNode {
  /** Stable across refreshes, unique in the tree: the view keeps what is expanded and selected. */
  readonly id: string;
  readonly kind: NodeKind;
  readonly label: string;
  readonly description: string;
  /** How it is; undefined where that is not asked, or not yet. */
  readonly look: NodeLook | undefined;
  /** What menus ask for besides the kind: components, states, what can be done. */
  readonly words: readonly string[];
  /** Several lines; what is known and where it comes from. */
  readonly tooltip: string;
  /** What DM itself says, shown as it is: error texts, statements. */
  readonly verbatim: readonly string[];
  /** When what is shown was observed, milliseconds since 1970; undefined for what was only read. */
  readonly observedAt: number | undefined;
  /** Whether a look since then told nothing, or none was made: it may be otherwise by now. */
  readonly isOld: boolean;
  /** What a procedure on this node is for; undefined where nothing can be run. */
  readonly target: Target | undefined;
  /** What of the running cluster it stands for. */
  readonly subject: Subject | undefined;
  /** Where it stands in the inventory. */
  readonly span: Span | undefined;
  /** Whether it is shown open at first. */
  readonly isOpen: boolean;
  /** Whether there are children, told without making them. */
  readonly hasChildren: boolean;
  /** Made when they are first asked for, for most never are: of 10,000 nodes they are the cost. */
  readonly children: () => readonly TreeNode[];
}

export type NodeKind =
  | 'cluster'
  | 'component'
  | 'range'
  | 'instance'
  | 'error'
  | 'empty'
  | 'relay'
  | 'subtask'
  | 'tasks'
  | 'task'
  | 'locks'
  | 'lock'
  | 'lock-worker'
  | 'drift';

/** How something looks; each has a shape of its own, for colours alone are not seen by everybody. */
export type NodeLook =
  | 'up'
  | 'down'
  | 'starting'
  | 'unknown'
  | 'running'
  | 'paused'
  | 'stopped'
  | 'finished'
  | 'error'
  | 'done'
  | 'waiting'
  | 'warning';

/** What commands are given; workers are addresses `HOST:PORT`, as dmctl names them. */
export type Subject =
  | { readonly kind: 'instance'; readonly component: ComponentId; readonly alias: string }
  | { readonly kind: 'relay'; readonly worker: string }
  | { readonly kind: 'task'; readonly task: string }
  | { readonly kind: 'subtask'; readonly task: string; readonly worker: string }
  | { readonly kind: 'lock'; readonly id: string; readonly task: string }
  | { readonly kind: 'drift'; readonly drift: Drift };

type Given = Pick<TreeNode, 'id' | 'kind' | 'label'> & Partial<TreeNode>;

/** A node that has nothing but what is given. */
export function treeNode(given: Given): TreeNode {
  return {
    description: '',
    look: undefined,
    words: [],
    tooltip: '',
    verbatim: [],
    observedAt: undefined,
    isOld: false,
    target: undefined,
    subject: undefined,
    span: undefined,
    isOpen: false,
    hasChildren: given.children !== undefined,
    children: none,
    ...given,
  };
}

const none = (): readonly TreeNode[] => [];
