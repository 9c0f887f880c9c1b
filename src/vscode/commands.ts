import * as vscode from 'vscode';
import type { CommandId } from './ids';
import type { ErrorReporter } from './reportError';

/** Arguments come from menus, lenses and other extensions: each handler looks at what it got. */
type CommandHandler = (...args: readonly unknown[]) => unknown;
export type CommandHandlers = Readonly<Record<CommandId, CommandHandler>>;

/** Registers commands behind one error boundary: all of them, or those that a browser can do. */
export function registerCommands<Id extends CommandId>(
  handlers: Readonly<Record<Id, CommandHandler>>,
  reportError: ErrorReporter,
): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.entries<CommandHandler>(handlers).map(([id, handler]) =>
      vscode.commands.registerCommand(id, async (...args: readonly unknown[]) => {
        try {
          return await handler(...args);
        } catch (error) {
          await reportError(error);
          return undefined;
        }
      }),
    ),
  );
}
