import type { UnreadableReason } from './answer';

/** Why what dmctl printed is no answer, by the words of dmctl 1.0.7 and gRPC. */
export function unreadableReason(text: string): UnreadableReason {
  if (text.trim() === '') return 'empty';
  return signs.find(([sign]) => sign.test(text))?.[1] ?? 'text';
}

/** The first that is found counts: an rpc error may be followed by usage text, not the reverse. */
const signs: readonly (readonly [RegExp, UnreadableReason])[] = [
  [/get file content error/, 'no-file'],
  [/Error while dialing|TransientFailure|connection refused/, 'no-master'],
  [/code = (?:Unavailable|DeadlineExceeded)|context deadline exceeded/, 'broken-off'],
  [/rpc error: /, 'rpc-error'],
  [
    /^Usage:|^Error: unknown |^parse cmd flags err|^flags are not validate|^must specify|command mode only support|^`?remove-id`, `exec`/m,
    'usage',
  ],
];
