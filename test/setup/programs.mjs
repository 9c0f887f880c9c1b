import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/**
 * Looks a program up on PATH and where daemons lie; undefined when it is not installed.
 * @param {string} name
 * @param {string} [searched] a PATH
 */
export function findProgram(name, searched = process.env.PATH ?? '') {
  const folders = [...searched.split(path.delimiter), '/usr/sbin', '/sbin'];
  return folders.map((folder) => path.join(folder, name)).find(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false; // absent, or not for us
  }
}
