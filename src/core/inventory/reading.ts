/** What a look at a file or a directory gave; `absent` and "nobody can tell" are two things. */
export type Reading<T> =
  | { readonly kind: 'there'; readonly value: T }
  | { readonly kind: 'absent' }
  /** Why it could not be read, in a few words. */
  | { readonly kind: 'unreadable'; readonly reason: string };
