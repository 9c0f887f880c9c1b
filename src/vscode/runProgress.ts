import * as vscode from 'vscode';

export interface RunProgress {
  readonly report: (message: string) => void;
  readonly end: () => void;
}

/** Progress with a cancel button for as long as a run is followed. */
export function showProgress(title: string, cancel: AbortController): RunProgress {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  let update: ((message: string) => void) | undefined;
  void vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (progress, token) => {
      token.onCancellationRequested(() => {
        cancel.abort();
      });
      update = (message) => {
        progress.report({ message });
      };
      return ended;
    },
  );
  return {
    report: (message) => update?.(message),
    end: () => {
      end();
    },
  };
}
