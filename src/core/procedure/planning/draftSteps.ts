import { maskSecrets } from '../../text/maskSecrets';
import { sha256 } from '../../text/sha256';
import { unifiedDiff } from '../../text/unifiedDiff';
import type { DraftStep, Step } from '../step';

/** A step as it is shown and journaled: of an edit no text, for that may hold a secret. */
export function finalStep(draft: DraftStep): Step {
  if (draft.kind !== 'edit') return draft;
  const { before, after } = draft;
  const diff = maskSecrets(unifiedDiff(draft.file, before, after));
  return { ...draft, before: sha256(before), after: sha256(after), diff };
}

/** The new texts of the files that are edited, by step. */
export function stagedTexts(drafts: readonly DraftStep[]): ReadonlyMap<string, string> {
  return new Map(
    drafts.flatMap((draft) => (draft.kind === 'edit' ? [[draft.id, draft.after] as const] : [])),
  );
}
