import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { NodeKind, NodeLook, TreeNode } from '../../core/tree/treeNode';
import type { DmInventoryModel } from '../inventories/inventoryReader';
import type { RunBadge } from '../runs/runBadges';
import type { ClusterElement } from './clusterElement';

/** What an item is made from. */
type Drawn = Pick<ClusterElement, 'node' | 'badge'> & {
  readonly model: Pick<DmInventoryModel, 'uri'>;
};

/** The view's item for a node, but for its hover: most are never pointed at. */
export function treeItem(element: Drawn): vscode.TreeItem {
  const { model, node, badge } = element;
  const item = new vscode.TreeItem(node.label, collapsibleState(node));
  item.id = `${model.uri.toString()}#${node.id}`;
  item.description = badge === undefined ? node.description : `${badge.text} · ${node.description}`;
  item.iconPath = iconOf(node, badge);
  item.contextValue = contextValueOf(node, badge);
  item.accessibilityInformation = { label: spoken(node, item.description) };
  if (node.span !== undefined || node.kind === 'cluster') {
    item.command = {
      command: 'dmCluster.inventory.reveal',
      title: l10n.t('Show in Inventory'),
      // Where it stands is looked up when it is asked for: lines above it come and go.
      arguments: [element],
    };
  }
  return item;
}

/** What is known of a node; nothing in it is a link or is run, whatever an inventory or DM says. */
export function treeHover(node: TreeNode, badge: RunBadge | undefined): vscode.MarkdownString {
  const hover = new vscode.MarkdownString();
  const lines = node.tooltip === '' ? [] : node.tooltip.split('\n');
  if (badge !== undefined) lines.push(badge.text);
  for (const line of lines) hover.appendText(line).appendMarkdown('  \n');
  for (const text of node.verbatim) hover.appendCodeblock(text, 'text');
  if (node.observedAt !== undefined) {
    const time = new Date(node.observedAt).toLocaleTimeString([], dayOf(node.observedAt));
    hover.appendMarkdown('\n').appendText(observedWords(time, node));
  }
  return hover;
}

/** The editor makes a hover once and keeps it until the node looks different, which may be for hours. */
function observedWords(time: string, { isOld }: TreeNode): string {
  return isOld
    ? l10n.t('Observed at {0}.', time)
    : l10n.t('Observed at {0}, and at each look since.', time);
}

/** A time of day in the operator's own way of writing it; descriptions have no room for seconds. */
export function timeOfDay(at: number): string {
  return new Date(at).toLocaleString([], { ...dayOf(at), hour: '2-digit', minute: '2-digit' });
}

/** The day is told where it is another one. */
function dayOf(at: number): Intl.DateTimeFormatOptions {
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  return isToday ? {} : { day: 'numeric', month: 'short' };
}

function collapsibleState(node: TreeNode): vscode.TreeItemCollapsibleState {
  if (!node.hasChildren) return vscode.TreeItemCollapsibleState.None;
  return node.isOpen
    ? vscode.TreeItemCollapsibleState.Expanded
    : vscode.TreeItemCollapsibleState.Collapsed;
}

const kindIcons: Readonly<Record<NodeKind, string>> = {
  cluster: 'server-environment',
  component: 'layers',
  range: 'list-flat',
  instance: 'server-process',
  error: 'error',
  empty: 'circle-slash',
  relay: 'database',
  subtask: 'sync',
  tasks: 'tasklist',
  task: 'sync',
  locks: 'lock',
  lock: 'lock',
  'lock-worker': 'server-process',
  drift: 'warning',
};

/** A shape for each state, and a colour for those that have one everywhere in the editor. */
const lookIcons: Readonly<Record<NodeLook, readonly [icon: string, color?: string]>> = {
  up: ['pass', 'testing.iconPassed'],
  down: ['error', 'testing.iconFailed'],
  starting: ['watch', 'testing.iconQueued'],
  unknown: ['question'],
  running: ['play-circle', 'testing.iconPassed'],
  paused: ['debug-pause', 'testing.iconQueued'],
  stopped: ['debug-stop'],
  finished: ['check-all', 'testing.iconPassed'],
  error: ['error', 'problemsErrorIcon.foreground'],
  done: ['check'],
  waiting: ['clock'],
  warning: ['warning', 'problemsWarningIcon.foreground'],
};

function iconOf({ kind, look }: TreeNode, badge: RunBadge | undefined): vscode.ThemeIcon {
  if (badge?.kind === 'running') return new vscode.ThemeIcon('loading~spin');
  if (badge?.kind === 'waiting') return icon('bell-dot', 'problemsWarningIcon.foreground');
  // What is seen is newer than how a run ended, which the description says all the same.
  if (look !== undefined) return icon(...lookIcons[look]);
  switch (badge?.kind) {
    case 'succeeded':
      return icon('pass', 'testing.iconPassed');
    case 'stopped':
      return icon('debug-stop');
    case 'failed':
      return icon('error', 'testing.iconFailed');
    case undefined:
      return icon(kindIcons[kind]);
  }
}

function icon(id: string, color?: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(id, color === undefined ? undefined : new vscode.ThemeColor(color));
}

/** Words that menus ask for with `viewItem =~ /\bword\b/`: what the node is and what it can. */
function contextValueOf(node: TreeNode, badge: RunBadge | undefined): string {
  const words: string[] = [node.kind, ...node.words];
  if (node.target !== undefined) words.push(isBusy(badge) ? 'busy' : 'runnable');
  return words.join(' ');
}

/** A run that waits for a person still holds the lock: nothing else can be run. */
const isBusy = (badge: RunBadge | undefined): boolean =>
  badge?.kind === 'running' || badge?.kind === 'waiting';

function spoken(node: TreeNode, description: string): string {
  return [node.label, unsaidState(node), description].filter((part) => part !== '').join(', ');
}

/** The state in a word where only the icon tells it, which nobody hears. */
function unsaidState({ look, description }: TreeNode): string {
  if (look === 'up') return l10n.t('up');
  // What is old keeps what it was in its description: "Running, 3 workers".
  const unknown = l10n.t('unknown');
  return look === 'unknown' && !description.startsWith(unknown) ? unknown : '';
}
