// VS Code for a person: node --import tsx test/host/serve.ts --folder DIR [--vsix FILE] [--port N]
// Prints the address as its only line of output, and ends on SIGTERM or SIGINT.
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { quietSettings } from './quietSettings';
import { installExtension, startServer } from './server';

async function main(): Promise<void> {
  const options = {
    folder: { type: 'string' },
    vsix: { type: 'string' },
    port: { type: 'string' },
  } as const;
  const { folder, vsix, port } = parseArgs({ options }).values;
  if (folder === undefined)
    throw new Error('usage: serve.ts --folder DIR [--vsix FILE] [--port N]');

  const home = mkdtempSync(path.join(tmpdir(), 'vscode-host-'));
  process.once('exit', () => {
    rmSync(home, { recursive: true, force: true, maxRetries: 10 });
  });
  const folders = {
    home,
    userData: path.join(home, 'data'),
    extensions: path.join(home, 'extensions'),
  };
  mkdirSync(path.join(folders.userData, 'User'), { recursive: true });
  mkdirSync(folders.extensions);
  writeFileSync(
    path.join(folders.userData, 'User/settings.json'),
    JSON.stringify(quietSettings, null, 2),
  );
  if (vsix !== undefined) await installExtension(folders, path.resolve(vsix));

  // Its terminals are root's: other users of this machine must not get in.
  const token = randomBytes(16).toString('hex');
  const server = await startServer({
    ...folders,
    token,
    port: Number(port ?? 0),
    onDied: (why) => {
      console.error(why);
      process.exit(1);
    },
  });
  const query = new URLSearchParams({ tkn: token, folder: path.resolve(folder) });
  console.log(`http://127.0.0.1:${server.port}/?${query.toString()}`);
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    process.once(signal, () => void server.stop().finally(() => process.exit(0)));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
