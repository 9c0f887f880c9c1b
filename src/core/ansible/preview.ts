/** What Ansible itself says that an invocation selects. */
export interface Preview {
  readonly plays: readonly PreviewPlay[];
}

export interface PreviewPlay {
  readonly name: string;
  readonly playTags: readonly string[];
  readonly taskTags: readonly string[];
  /** Hosts of the play after the limit; the play is skipped when there are none. */
  readonly hosts: readonly string[];
}

const playLine = /^ {2}play #\d+ \((.*)\): (.*)\tTAGS: \[(.*)\]\s*$/;
const taskTagsLine = /^ {6}TASK TAGS: \[(.*)\]\s*$/;
const hostLine = /^ {6}(\S.*?)\s*$/;

/**
 * Parses the output of `ansible-playbook ... --list-hosts --list-tags` (2.5 to 2.14):
 * for each play a line `  play #N (pattern): name<TAB>TAGS: [..]`, then `    pattern: [..]`,
 * `    hosts (N):` with one host a line, and `      TASK TAGS: [..]`.
 */
export function parsePreview(stdout: string): Preview {
  const plays: { name: string; playTags: string[]; taskTags: string[]; hosts: string[] }[] = [];
  for (const line of stdout.split('\n')) {
    const play = playLine.exec(line);
    if (play !== null) {
      plays.push({
        name: (play[2] ?? '').trim(),
        playTags: tags(play[3]),
        taskTags: [],
        hosts: [],
      });
      continue;
    }
    const current = plays.at(-1);
    if (current === undefined) continue;
    const taskTags = taskTagsLine.exec(line);
    if (taskTags !== null) {
      current.taskTags.push(...tags(taskTags[1]));
      continue;
    }
    const host = hostLine.exec(line);
    if (host?.[1] !== undefined) current.hosts.push(host[1]);
  }
  return { plays };
}

/** Hosts on which a play with `tag` runs something; without a tag, every play but the check. */
export function selectedHosts(preview: Preview, tag: string | undefined): ReadonlySet<string> {
  const plays = preview.plays.filter((play) =>
    tag === undefined
      ? !play.playTags.includes('always')
      : play.taskTags.includes(tag) || play.playTags.includes(tag),
  );
  return new Set(plays.flatMap((play) => play.hosts));
}

function tags(list: string | undefined): string[] {
  return (list ?? '')
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}
