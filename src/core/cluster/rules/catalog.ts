import {
  missingClusterName,
  missingDmVersion,
  oddClusterName,
  oddDmVersion,
} from './cluster/globals';
import { defaultGrafanaLogin, oddGrafanaPassword } from './cluster/grafana';
import { clearTextLogin, missingAnsibleUser, rootUser } from './cluster/users';
import { groupHostCount, noPortal } from './groups/hostCounts';
import { differentLogins } from './groups/logins';
import { loopbackAddress } from './groups/loopback';
import { sharedAlias } from './groups/sharedAliases';
import { unknownGroup } from './groups/unknownGroups';
import { variableFileError } from './groups/variableFiles';
import { misplacedVariable, unknownVariable } from './groups/variableNames';
import { backslashRemoved, hashCutsLine, invisibleCharacter } from './language/characters';
import { commentInValue, semicolonComment } from './language/comments';
import {
  emptyRange,
  hostNamedAsGroup,
  ignoredPort,
  overlappingRange,
} from './language/hostPatterns';
import { oddVariableName } from './language/names';
import { parseError } from './language/parseError';
import { pythonDependent } from './language/pythonVersions';
import { repeatedVariable } from './language/repeatedVariable';
import { crowdedMachine, ipv6Address, oldHostVariable } from './machines/addresses';
import { missingDeployDir, unsafeDeployDir } from './machines/deployDir';
import { commonDeployDir, nestedDeployDir, sharedDeployDir } from './machines/directories';
import { differentUsername, hostNotInHostsFile, hostsFileError } from './machines/hostsFile';
import { duplicateWorkerAddress, invalidPort, portCollision } from './machines/ports';
import { sharedRelayDir } from './machines/relayDirectories';
import type { Rule } from './rule';
import type { DmContext, TextContext } from './ruleContext';
import { gtidOff, invalidEnableGtid, invalidGtidSet, unusedRelayPosition } from './workers/gtid';
import { movedWorker } from './workers/moved';
import {
  alteredPassword,
  emptyPassword,
  missingPassword,
  passwordNotText,
  plainPassword,
  refusedPassword,
} from './workers/passwords';
import {
  complementaryServerIds,
  duplicateServerId,
  invalidServerId,
  missingServerId,
  zeroServerId,
} from './workers/serverIds';
import {
  duplicateSourceId,
  longSourceId,
  missingSourceId,
  sourceIdNotText,
} from './workers/sourceIds';
import { localMysqlHost, missingMysqlHost, sharedUpstream } from './workers/upstreams';
import {
  invalidBinlogName,
  invalidFlavor,
  invalidLogLevel,
  mariadbWithoutFlavor,
  tomlBreakingCharacter,
} from './workers/values';

/** Rules about any inventory of Ansible. */
export const ansibleRules: readonly Rule<TextContext>[] = [
  invisibleCharacter,
  commentInValue,
  hashCutsLine,
  semicolonComment,
  pythonDependent,
  emptyRange,
  overlappingRange,
  hostNamedAsGroup,
  repeatedVariable,
  ignoredPort,
  oddVariableName,
  backslashRemoved,
];

/** Rules about a cluster: they run where the inventory has a group of DM. */
export const dmRules: readonly Rule<DmContext>[] = [
  variableFileError,
  sharedAlias,
  unknownVariable,
  misplacedVariable,
  unknownGroup,
  groupHostCount,
  noPortal,
  loopbackAddress,
  differentLogins,
  missingAnsibleUser,
  rootUser,
  missingDeployDir,
  unsafeDeployDir,
  sharedDeployDir,
  commonDeployDir,
  nestedDeployDir,
  portCollision,
  invalidPort,
  missingDmVersion,
  oddDmVersion,
  missingClusterName,
  oddClusterName,
  oddGrafanaPassword,
  defaultGrafanaLogin,
  hostNotInHostsFile,
  differentUsername,
  hostsFileError,
  clearTextLogin,
  oldHostVariable,
  missingSourceId,
  sourceIdNotText,
  longSourceId,
  duplicateSourceId,
  tomlBreakingCharacter,
  duplicateWorkerAddress,
  invalidServerId,
  zeroServerId,
  missingServerId,
  duplicateServerId,
  complementaryServerIds,
  invalidEnableGtid,
  gtidOff,
  invalidBinlogName,
  unusedRelayPosition,
  invalidGtidSet,
  invalidFlavor,
  mariadbWithoutFlavor,
  missingMysqlHost,
  localMysqlHost,
  sharedUpstream,
  missingPassword,
  refusedPassword,
  plainPassword,
  passwordNotText,
  alteredPassword,
  emptyPassword,
  ipv6Address,
  crowdedMachine,
  sharedRelayDir,
  invalidLogLevel,
  movedWorker,
];

/** All codes with their severities, in the order of docs/problems.md. */
export const catalog: readonly Pick<Rule<never>, 'code' | 'severity'>[] = [
  parseError,
  ...ansibleRules,
  ...dmRules,
].map(({ code, severity }) => ({ code, severity }));
