import * as vscode from 'vscode';

export interface RunProgress {
  readonly report: (message: string) => void;
  readonly end: () => void;
}

/** Progress in the status bar, for as long as a run is followed; the view "Runs" tells more. */
export function showProgress(title: string): RunProgress {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  let update: ((message: string) => void) | undefined;
  void vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title },
    (progress) => {
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
