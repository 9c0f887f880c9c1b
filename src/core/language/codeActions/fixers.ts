import { commentOut } from './commentFixes';
import type { Fixer } from './fix';
import { renameGroup } from './groupFixes';
import { portAsVariable } from './hostFixes';
import {
  addEmptyPassword,
  addInstance,
  addSourceId,
  addToHostsFile,
  setForAll,
} from './missingFixes';
import { mendLine } from './parseErrorFixes';
import { encrypt } from './passwordFixes';
import { freeDeployDir, freePort, freeServerId, freeSourceId, setOnHostLine } from './uniqueFixes';
import {
  anyOf,
  useSuggestion,
  writeAsText,
  writeNumber,
  writeOneOf,
  writeVersion,
  writeWord,
} from './valueFixes';
import {
  moveToHostLines,
  removeOverruled,
  removeUnused,
  renameToSuggestion,
} from './variableFixes';
import {
  hashForSemicolon,
  keepBackslash,
  moveComment,
  plainCharacter,
  quoteHash,
} from './wordFixes';

/** The fixes for each kind of problem, by its code; the first fix is the one to prefer. */
export const fixers: ReadonlyMap<string, Fixer> = new Map<string, Fixer>([
  ['parse-error', mendLine],
  ['invisible-character', plainCharacter],
  ['comment-in-value', moveComment],
  ['hash-cuts-line', quoteHash],
  ['semicolon-comment', anyOf(moveComment, hashForSemicolon)],
  ['python-dependent-value', anyOf(writeAsText, writeNumber)],
  ['backslash-removed', keepBackslash],
  ['repeated-variable', removeOverruled],
  ['empty-range', commentOut],
  ['ignored-port', portAsVariable],
  ['odd-variable-name', renameToSuggestion],
  ['unknown-variable', renameToSuggestion],
  ['old-host-variable', renameToSuggestion],
  ['misplaced-variable', moveToHostLines],
  ['unknown-group', renameGroup],
  ['group-host-count', addInstance],
  ['no-portal', addInstance],
  ['missing-ansible-user', setForAll],
  ['root-user', useSuggestion],
  ['different-username', useSuggestion],
  ['host-not-in-hosts-file', addToHostsFile],
  ['missing-deploy-dir', setForAll],
  ['shared-deploy-dir', freeDeployDir],
  ['missing-cluster-name', setForAll],
  ['missing-dm-version', setForAll],
  ['odd-dm-version', writeVersion],
  ['invalid-port', writeNumber],
  ['port-collision', freePort],
  ['duplicate-worker-address', freePort],
  ['missing-source-id', addSourceId],
  ['source-id-not-text', writeAsText],
  ['duplicate-source-id', freeSourceId],
  ['invalid-server-id', anyOf(writeNumber, freeServerId)],
  ['zero-server-id', freeServerId],
  ['missing-server-id', freeServerId],
  ['duplicate-server-id', freeServerId],
  ['complementary-server-ids', freeServerId],
  ['missing-password', addEmptyPassword],
  ['plain-password', encrypt],
  ['refused-password', encrypt],
  ['altered-password', anyOf(encrypt, keepBackslash)],
  ['password-not-text', anyOf(encrypt, writeAsText)],
  ['toml-breaking-character', encrypt],
  ['invalid-enable-gtid', anyOf(useSuggestion, writeWord('true'), writeWord('false'))],
  ['gtid-off', writeWord('true')],
  ['unused-relay-position', removeUnused],
  ['invalid-flavor', useSuggestion],
  ['mariadb-without-flavor', setOnHostLine],
  ['invalid-log-level', writeOneOf(['debug', 'info', 'warn', 'error', 'fatal'])],
]);
