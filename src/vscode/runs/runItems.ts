import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type LockHolder, lockedSentence } from '../../core/procedure/run/lock';
import type { RunNode } from '../../core/procedure/view/runNode';
import { directoryName } from '../clusters/clusterName';
import type { DeploymentRuns } from './runHistories';

/** The view's item for a node, but for its hover: most are never pointed at. */
export function runItem(directory: vscode.Uri, node: RunNode): vscode.TreeItem {
  const item = new vscode.TreeItem(node.label, collapsibleState(node));
  item.id = `${directory.toString()}#${node.id}`;
  item.description = node.description;
  item.iconPath = lookIcon(node.look);
  item.contextValue = [node.kind, ...node.words].join(' ');
  const parts = [node.label, node.description].filter((part) => part !== '');
  item.accessibilityInformation = { label: parts.join(', ') };
  return item;
}

/** What is known of a node; nothing in it is a link or is run, whatever a host has said. */
export function runHover(node: RunNode): vscode.MarkdownString {
  const hover = new vscode.MarkdownString();
  for (const line of node.tooltip.split('\n')) hover.appendText(line).appendMarkdown('  \n');
  for (const text of node.verbatim) hover.appendCodeblock(text, 'text');
  return hover;
}

export function deploymentItem({ directory, name, trouble }: DeploymentRuns): vscode.TreeItem {
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Expanded);
  item.id = directory.toString();
  item.description = trouble ?? directoryName({ directory });
  item.iconPath = new vscode.ThemeIcon('server-environment');
  item.contextValue = 'deployment';
  return item;
}

export function moreItem(directory: vscode.Uri): vscode.TreeItem {
  const item = new vscode.TreeItem(
    l10n.t('Show Earlier Runs'),
    vscode.TreeItemCollapsibleState.None,
  );
  item.id = `${directory.toString()}#more`;
  item.iconPath = new vscode.ThemeIcon('history');
  item.contextValue = 'more';
  item.command = {
    command: 'dmCluster.runs.showMore',
    title: l10n.t('Show Earlier Runs'),
    arguments: [{ kind: 'more', directory }],
  };
  return item;
}

export function lockItem(directory: vscode.Uri, holder: LockHolder): vscode.TreeItem {
  const item = new vscode.TreeItem(l10n.t('Locked'), vscode.TreeItemCollapsibleState.None);
  item.id = `${directory.toString()}#lock`;
  item.description = lockedSentence(holder);
  item.tooltip = lockedSentence(holder);
  item.iconPath = new vscode.ThemeIcon('lock');
  item.contextValue = 'lock';
  return item;
}

/** A time in the operator's own way of writing it; of today without the day. */
export function timeAndDay(at: number): string {
  const time = new Date(at);
  const isToday = time.toDateString() === new Date().toDateString();
  return isToday ? time.toLocaleTimeString() : time.toLocaleString();
}

/** A shape for each, and a colour for those that have one everywhere in the editor. */
const lookIcons: Readonly<Record<RunNode['look'], readonly [icon: string, color?: string]>> = {
  running: ['loading~spin'],
  waiting: ['bell-dot', 'problemsWarningIcon.foreground'],
  interrupted: ['debug-disconnect', 'problemsWarningIcon.foreground'],
  succeeded: ['pass', 'testing.iconPassed'],
  failed: ['error', 'testing.iconFailed'],
  cancelled: ['circle-slash'],
  skipped: ['debug-step-over', 'testing.iconSkipped'],
  unknown: ['question', 'problemsWarningIcon.foreground'],
  pending: ['circle-large-outline'],
  'host-ok': ['check', 'testing.iconPassed'],
  'host-changed': ['diff-modified', 'testing.iconPassed'],
  'host-skipped': ['debug-step-over', 'testing.iconSkipped'],
  'host-failed': ['error', 'testing.iconFailed'],
  'host-unreachable': ['plug', 'testing.iconFailed'],
  'host-not-reached': ['circle-outline'],
  instruction: ['arrow-small-right'],
  'item-open': ['bell', 'problemsWarningIcon.foreground'],
  'item-settled': ['check'],
};

function lookIcon(look: RunNode['look']): vscode.ThemeIcon {
  const [id, color] = lookIcons[look];
  return new vscode.ThemeIcon(id, color === undefined ? undefined : new vscode.ThemeColor(color));
}

function collapsibleState({ children, isOpen }: RunNode): vscode.TreeItemCollapsibleState {
  if (children.length === 0) return vscode.TreeItemCollapsibleState.None;
  return isOpen
    ? vscode.TreeItemCollapsibleState.Expanded
    : vscode.TreeItemCollapsibleState.Collapsed;
}
