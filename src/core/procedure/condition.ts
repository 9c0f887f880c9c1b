import type { Endpoint } from './endpoint';

/**
 * Something that can be looked at in the running cluster, as plain data: steps verify it, wait for
 * it, or are left out because of it.
 */
export type Condition =
  /** Every endpoint listens, or none does. */
  {
    readonly kind: 'ports';
    readonly expected: 'open' | 'closed';
    readonly endpoints: readonly Endpoint[];
  };

/**
 * What one look found, in one sentence. `unknown`: it could not be seen. `isFinal`: looking again
 * would find the same.
 */
export interface Finding {
  readonly kind: 'holds' | 'differs' | 'unknown';
  readonly sentence: string;
  readonly isFinal?: boolean;
}

/** Looks once; a later look may leave out what an earlier one has seen already. */
export type Look = () => Promise<Finding>;
