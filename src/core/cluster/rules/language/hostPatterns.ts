import * as l10n from '@vscode/l10n';
import { unquote } from '../../../inventory/hostLine';
import { expandHostPattern } from '../../../inventory/hostPattern';
import type { Finding, Rule } from '../rule';
import type { TextContext } from '../ruleContext';
import { linesWith, tokensOf } from './suspectLines';

/** L8. `w[3:1]` names no host, and Ansible says nothing (SPEC 5.2). */
export const emptyRange: Rule<TextContext> = {
  code: 'empty-range',
  severity: 'warning',
  check: ({ inventory }) =>
    linesWith(inventory, ['host'], '[').flatMap(({ tokens }) =>
      tokensOf(tokens, 'hostPattern').flatMap(({ text, span }) => {
        const pattern = text.includes('[') ? expandHostPattern(unquote(text)) : undefined;
        if (pattern === undefined || 'message' in pattern || pattern.names.length > 0) return [];
        return [
          { span, message: l10n.t('This range counts backwards: the line names no host at all.') },
        ];
      }),
    ),
};

/** L8. A host that two ranges, or a range and a line, put into one group. */
export const overlappingRange: Rule<TextContext> = {
  code: 'overlapping-range',
  severity: 'warning',
  check: ({ inventory }) => {
    const findings = new Map<number, Finding>();
    for (const host of inventory.repeatedHosts) {
      const { mentions } = host;
      for (const [index, mention] of mentions.entries()) {
        const earlier = mentions.slice(0, index).find(({ group }) => group === mention.group);
        if (earlier === undefined || findings.has(mention.span.start)) continue;
        const patterns = [mention, earlier].map(({ span: { start, end } }) =>
          inventory.text.slice(start, end),
        );
        if (!patterns.some((pattern) => pattern.includes('['))) continue;
        findings.set(mention.span.start, {
          span: mention.span,
          message: l10n.t(
            '{0} is already named by another line of this group: it is one host, with the variables of both lines.',
            host.name,
          ),
          related: [{ span: earlier.span, message: l10n.t('It is named here too') }],
          data: { host: host.name },
        });
      }
    }
    return [...findings.values()];
  },
};

/** L9. Ansible looks for a group of that name first: the variables go to all of its hosts. */
export const hostNamedAsGroup: Rule<TextContext> = {
  code: 'host-named-as-group',
  severity: 'warning',
  check: ({ inventory }) =>
    [...inventory.groups.values()].flatMap((group) => {
      const [mention] = inventory.hosts.get(group.name)?.mentions ?? [];
      if (mention === undefined) return [];
      return [
        {
          span: mention.span,
          message: l10n.t(
            '{0} is also the name of a group: Ansible may give the variables of this line to all hosts of that group. Use another alias.',
            group.name,
          ),
          related: group.headers
            .slice(0, 1)
            .map(({ span }) => ({ span, message: l10n.t('The group') })),
          data: { host: group.name, group: group.name },
        },
      ];
    }),
};

/** L12. The port counts only where the host is named for the first time (SPEC 5.3). */
export const ignoredPort: Rule<TextContext> = {
  code: 'ignored-port',
  severity: 'warning',
  check: ({ inventory }) =>
    inventory.repeatedHosts.flatMap(({ name, mentions: [first, ...others] }) =>
      others.flatMap(({ span }) => {
        const pattern = unquote(inventory.text.slice(span.start, span.end));
        const read = pattern.includes(':') ? expandHostPattern(pattern) : undefined;
        if (read === undefined || 'message' in read || read.port === undefined) return [];
        return [
          {
            span,
            message: l10n.t(
              'Ansible ignores this port: {0} was named above, and only its first line can set the ssh port. Set ansible_port instead.',
              name,
            ),
            related:
              first === undefined
                ? []
                : [{ span: first.span, message: l10n.t('It is named first here') }],
            data: { host: name, variable: 'ansible_port', suggestion: String(read.port) },
          },
        ];
      }),
    ),
};
