import * as vscode from 'vscode';
import type { RunState } from '../../core/procedure/run/runState';
import type { RunVerb } from '../../core/procedure/view/runView';
import { type OperationParts, sayEnd } from '../procedures/operations';
import { decide } from './runDecisions';
import type { RunHistories } from './runHistories';
import type { RunRef } from './runRef';

export interface SayingParts extends OperationParts {
  readonly histories: Pick<RunHistories, 'refresh'>;
}

/** One decision on a run, and a message with what came of it. */
export async function decideAndSay(
  verb: RunVerb,
  ref: RunRef,
  parts: SayingParts,
): Promise<RunState | undefined> {
  const end = await decide(verb, ref, parts);
  parts.histories.refresh();
  if (end === undefined) return undefined;
  const inventory = vscode.Uri.joinPath(ref.directory, end.plan.inventory);
  // The command is done when the run is; what the operator makes of the message comes later.
  sayEnd(end, { inventory }, parts).catch(parts.reportError);
  return end;
}
