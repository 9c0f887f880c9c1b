// Whether this Node is one that builds and tests the extension (package.json, devEngines). Read by
// the Node that is too old, so there is nothing newer in here than Node 12.
import { readFileSync } from 'node:fs';

const read = (name) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

/** @type {string} What is needed, as package.json has it: "^A.B.C || >=D.E.F". */
export const neededNode = JSON.parse(read('package.json')).devEngines.runtime.version;

/**
 * Nothing, or one sentence: what this Node is, what is needed, and how to come by it.
 * @param {string} [version]
 * @returns {string | undefined}
 */
export function nodeObstacle(version = process.versions.node) {
  if (isInRange(version, neededNode)) return undefined;
  const fetched = `npm exec --yes --package=node@${read('.nvmrc').trim()} --`;
  return `This is Node ${version}, and ${neededNode} is needed: install it from https://nodejs.org or your package manager, or let npm fetch it for one command by putting "${fetched}" before it.`;
}

/**
 * @param {string} version "20.19.1"
 * @param {string} range "^20.19.0 || >=22.12.0"
 */
export function isInRange(version, range) {
  return range.split('||').some((part) => {
    const [, sign, least] = /^(\^|>=)([\d.]+)$/.exec(part.trim());
    const isSameLine = sign === '>=' || parseInt(version, 10) === parseInt(least, 10);
    return isSameLine && version.localeCompare(least, 'en', { numeric: true }) >= 0;
  });
}
