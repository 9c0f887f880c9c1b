import type * as vscode from 'vscode';

/**
 * Collects changes until none has come for a while, and tells of them once. Each is there once,
 * however often it came: what is typed without a pause is one change.
 */
export class Settling<T> implements vscode.Disposable {
  private pending = new Set<T>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param quiet milliseconds without a change */
  constructor(
    private readonly quiet: number,
    private readonly tell: (changes: ReadonlySet<T>) => void,
  ) {}

  add(change: T): void {
    this.pending.add(change);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const changes = this.pending;
      this.pending = new Set();
      this.tell(changes);
    }, this.quiet);
  }

  dispose(): void {
    clearTimeout(this.timer);
  }
}
