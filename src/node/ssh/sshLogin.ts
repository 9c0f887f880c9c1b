import * as l10n from '@vscode/l10n';
import type { AnyAuthMethod, AuthenticationType, NextAuthHandler, Prompt } from 'ssh2';
import { cancelled } from '../../core/errors/cancelled';
import type { ExpectedError } from '../../core/errors/expectedError';
import type { Prompter } from '../../core/ports/prompter';
import type { SshHost } from './sshConfig';
import { connectError, hostName, loginRefused } from './sshErrors';
import { keyFileLogin } from './sshKeyFile';

/** Times a password is asked for (NumberOfPasswordPrompts of ssh). */
const mostPasswords = 3;

/** One way to log in, tried when the server takes the method. */
interface Attempt {
  readonly method: AuthenticationType;
  readonly prepare: () => Promise<AnyAuthMethod | undefined>;
}

/**
 * Chooses how to log in, one way after the other, in ssh's order: agent, key files, questions of the
 * server, password. `onEnd` is told when there is nothing left, or the operator gave up.
 */
export function createLogin(
  host: SshHost,
  prompter: Prompter,
  onEnd: (error: ExpectedError) => void,
): (left: AuthenticationType[] | null, partial: boolean | null, next: NextAuthHandler) => void {
  const username = host.user;
  const attempts: Attempt[] = [
    ...keyAttempts(host, prompter),
    ...askingAttempts(host, prompter, onEnd),
  ];
  let hasAskedForMethods = false;
  const tryNext = async (left: readonly string[], next: NextAuthHandler): Promise<void> => {
    for (;;) {
      const index = attempts.findIndex(({ method }) => left.includes(method));
      const attempt = attempts.splice(index, index < 0 ? 0 : 1)[0];
      if (attempt === undefined) {
        onEnd(loginRefused(host, left));
        return;
      }
      const method = await attempt.prepare();
      if (method !== undefined) {
        next(method);
        return;
      }
    }
  };
  return (left, _partial, next) => {
    if (left === null || !hasAskedForMethods) {
      hasAskedForMethods = true;
      next({ type: 'none', username }); // refused as a rule, with the list of methods
      return;
    }
    tryNext(left, next).catch((error: unknown) => {
      onEnd(connectError(host, error));
    });
  };
}

function keyAttempts(host: SshHost, prompter: Prompter): readonly Attempt[] {
  const { agent, identityFiles, user: username } = host;
  const files = identityFiles.map<Attempt>((path) => ({
    method: 'publickey',
    prepare: () => keyFileLogin(path, username, prompter),
  }));
  if (agent === undefined) return files;
  const prepare = (): Promise<AnyAuthMethod> => Promise.resolve({ type: 'agent', username, agent });
  return [{ method: 'publickey', prepare }, ...files];
}

function askingAttempts(
  host: SshHost,
  prompter: Prompter,
  onEnd: (error: ExpectedError) => void,
): readonly Attempt[] {
  const username = host.user;
  let asked = 0;
  let isMute = false;
  const ask = async (prompt: string, isShown: boolean): Promise<string> => {
    const answer = await prompter.askSecret({ title: hostName(host), prompt, isShown });
    if (answer === undefined) throw cancelled();
    return answer;
  };
  const questions: Attempt = {
    method: 'keyboard-interactive',
    prepare: async () => {
      // A server that offers questions and asks none would use up all attempts.
      if (isMute || asked >= mostPasswords) return undefined;
      isMute = true;
      const prompt = (
        _name: string,
        instructions: string,
        _language: string,
        prompts: readonly Prompt[],
        finish: (answers: string[]) => void,
      ): void => {
        if (isMute) asked++;
        isMute = false;
        answerAll(instructions, prompts, ask).then(finish, (error: unknown) => {
          onEnd(connectError(host, error));
        });
      };
      return Promise.resolve({ type: 'keyboard-interactive', username, prompt });
    },
  };
  const password: Attempt = {
    method: 'password',
    prepare: async () => {
      if (asked++ >= mostPasswords) return undefined;
      const prompt =
        asked === 1
          ? l10n.t('Password of {0}', hostName(host))
          : l10n.t('That was not the password of {0}. Try again', hostName(host));
      return { type: 'password', username, password: await ask(prompt, false) };
    },
  };
  return [...repeat(questions), ...repeat(password)];
}

async function answerAll(
  instructions: string,
  prompts: readonly Prompt[],
  ask: (prompt: string, isShown: boolean) => Promise<string>,
): Promise<string[]> {
  const answers: string[] = [];
  for (const { prompt, echo } of prompts) {
    answers.push(await ask([instructions, prompt].join(' ').trim(), echo === true));
  }
  return answers;
}

const repeat = (attempt: Attempt): readonly Attempt[] =>
  Array.from({ length: mostPasswords }, () => attempt);
