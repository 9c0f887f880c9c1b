import * as vscode from 'vscode';
import { type CommandId, commandIds } from './ids';
import type { ErrorReporter } from './reportError';

/** Arguments come from menus, lenses and other extensions: each handler looks at what it got. */
export type CommandHandlers = Readonly<Record<CommandId, (...args: readonly unknown[]) => unknown>>;

/** Registers all commands behind one error boundary. */
export function registerCommands(
  handlers: CommandHandlers,
  reportError: ErrorReporter,
): vscode.Disposable {
  return vscode.Disposable.from(
    ...commandIds.map((id) =>
      vscode.commands.registerCommand(id, async (...args: readonly unknown[]) => {
        try {
          return await handlers[id](...args);
        } catch (error) {
          await reportError(error);
          return undefined;
        }
      }),
    ),
  );
}
