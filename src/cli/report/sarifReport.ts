import type { Finding, Place } from '../finding';

/** SARIF 2.1.0 (OASIS), which GitHub, GitLab and others show beside the changed lines. */
export function sarifReport(findings: readonly Finding[], version: string): string {
  const rules = [...new Set(findings.map(({ code }) => code))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'dm-cluster', version, rules: rules.map((id) => ({ id })) } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => result(finding, rules)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const levels = { error: 'error', warning: 'warning', hint: 'note' } as const;

function result(finding: Finding, rules: readonly string[]) {
  return {
    ruleId: finding.code,
    ruleIndex: rules.indexOf(finding.code),
    level: levels[finding.severity],
    message: { text: finding.message },
    locations: [location(finding)],
    relatedLocations: finding.related.map((place) => ({
      ...location(place),
      message: { text: place.message },
    })),
  };
}

function location({ file, line, column, endLine, endColumn }: Place) {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(file) },
      region: { startLine: line, startColumn: column, endLine, endColumn },
    },
  };
}

/** A relative path stays relative: to the directory that the report was made in. */
function uriOf(file: string): string {
  const path = file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${path}` : path;
}
