/**
 * A set of GTIDs. MySQL: which transactions of which server, as intervals. MariaDB: a position, the
 * last sequence number of each domain, which stands for all before it. Source: MySQL manual, "GTID
 * Sets"; go-mysql, mysql_gtid.go and mariadb_gtid.go (DM asks `Contain` of them).
 */
export type GtidSet =
  | { readonly flavor: 'mysql'; readonly sources: ReadonlyMap<string, readonly Interval[]> }
  | { readonly flavor: 'mariadb'; readonly domains: ReadonlyMap<string, MariadbGtid> };

export type GtidFlavor = GtidSet['flavor'];

/** From first to last, both included. */
export interface Interval {
  readonly first: bigint;
  readonly last: bigint;
}

export interface MariadbGtid {
  readonly server: string;
  readonly sequence: bigint;
}

/**
 * Reads `UUID:1-5:7,UUID:1` or `0-1-100,1-2-3`, white space anywhere around the parts, as a person
 * pastes it; nothing is the empty set. undefined when it is no such set.
 */
export function parseGtidSet(text: string, flavor: GtidFlavor): GtidSet | undefined {
  const parts = text.trim() === '' ? [] : text.split(',').map((part) => part.trim());
  return flavor === 'mysql' ? parseMysql(parts) : parseMariadb(parts);
}

/** The set as MySQL prints it: sources in order, intervals joined, `UUID:1-5:7,UUID:1`. */
export function printGtidSet(set: GtidSet): string {
  if (set.flavor === 'mariadb') {
    return inOrder(set.domains)
      .map(([domain, { server, sequence }]) => `${domain}-${server}-${sequence}`)
      .join(',');
  }
  return inOrder(set.sources)
    .map(([uuid, intervals]) => [uuid, ...intervals.map(printInterval)].join(':'))
    .join(',');
}

export function isEmptyGtidSet(set: GtidSet): boolean {
  return (set.flavor === 'mysql' ? set.sources : set.domains).size === 0;
}

/** Is all of `part` in `whole`? Sets of two flavors have nothing in common. */
export function containsGtidSet(whole: GtidSet, part: GtidSet): boolean {
  return isEmptyGtidSet(subtractGtidSet(part, whole));
}

/** What is in either; of two flavors undefined. */
export function uniteGtidSets(one: GtidSet, other: GtidSet): GtidSet | undefined {
  if (one.flavor === 'mysql' && other.flavor === 'mysql') {
    const sources = new Map(one.sources);
    for (const [uuid, intervals] of other.sources) {
      sources.set(uuid, joined([...(sources.get(uuid) ?? []), ...intervals]));
    }
    return { flavor: 'mysql', sources };
  }
  if (one.flavor === 'mariadb' && other.flavor === 'mariadb') {
    const domains = new Map(one.domains);
    for (const [domain, gtid] of other.domains) {
      domains.set(domain, later(domains.get(domain), gtid));
    }
    return { flavor: 'mariadb', domains };
  }
  return undefined;
}

/** What is in `from` and not in `taken`. Of a MariaDB domain it is the position, or nothing. */
export function subtractGtidSet(from: GtidSet, taken: GtidSet): GtidSet {
  if (from.flavor === 'mysql' && taken.flavor === 'mysql') {
    const sources = new Map<string, readonly Interval[]>();
    for (const [uuid, intervals] of from.sources) {
      const rest = without(intervals, taken.sources.get(uuid) ?? []);
      if (rest.length > 0) sources.set(uuid, rest);
    }
    return { flavor: 'mysql', sources };
  }
  if (from.flavor === 'mariadb' && taken.flavor === 'mariadb') {
    const left = [...from.domains].filter(([domain, { sequence }]) => {
      const other = taken.domains.get(domain);
      return other === undefined || other.sequence < sequence;
    });
    return { flavor: 'mariadb', domains: new Map(left) };
  }
  return from;
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

function parseMysql(parts: readonly string[]): GtidSet | undefined {
  const sources = new Map<string, readonly Interval[]>();
  for (const part of parts) {
    const [source = '', ...texts] = part.split(':').map((text) => text.trim());
    const intervals = texts.map(parseInterval).filter((interval) => interval !== undefined);
    if (!uuid.test(source) || texts.length === 0 || intervals.length < texts.length) {
      return undefined;
    }
    const name = source.toLowerCase();
    sources.set(name, joined([...(sources.get(name) ?? []), ...intervals]));
  }
  return { flavor: 'mysql', sources };
}

function parseInterval(text: string): Interval | undefined {
  const [, start, end = start] = /^(\d{1,19})(?:\s*-\s*(\d{1,19}))?$/.exec(text) ?? [];
  if (start === undefined || end === undefined) return undefined;
  const [first, last] = [BigInt(start), BigInt(end)];
  return first > 0n && last >= first ? { first, last } : undefined;
}

function parseMariadb(parts: readonly string[]): GtidSet | undefined {
  const domains = new Map<string, MariadbGtid>();
  for (const part of parts) {
    const [, domain, server, sequence] = /^(\d{1,10})-(\d{1,10})-(\d{1,20})$/.exec(part) ?? [];
    if (domain === undefined || server === undefined || sequence === undefined) return undefined;
    const name = String(Number(domain));
    const gtid = { server: String(Number(server)), sequence: BigInt(sequence) };
    domains.set(name, later(domains.get(name), gtid));
  }
  return { flavor: 'mariadb', domains };
}

function later(one: MariadbGtid | undefined, other: MariadbGtid): MariadbGtid {
  return one === undefined || other.sequence > one.sequence ? other : one;
}

/** In order, and those that touch or overlap made one. */
function joined(intervals: readonly Interval[]): readonly Interval[] {
  const result: Interval[] = [];
  for (const next of [...intervals].sort((a, b) => (a.first < b.first ? -1 : 1))) {
    const before = result.at(-1);
    if (before !== undefined && next.first <= before.last + 1n) {
      const last = next.last > before.last ? next.last : before.last;
      result[result.length - 1] = { first: before.first, last };
    } else {
      result.push(next);
    }
  }
  return result;
}

/** What is left of intervals; both lists are in order. */
function without(from: readonly Interval[], taken: readonly Interval[]): readonly Interval[] {
  const result: Interval[] = [];
  for (const { first, last } of from) {
    let start = first;
    for (const hole of taken) {
      if (hole.last < start || hole.first > last) continue;
      if (hole.first > start) result.push({ first: start, last: hole.first - 1n });
      start = hole.last + 1n;
    }
    if (start <= last) result.push({ first: start, last });
  }
  return result;
}

function printInterval({ first, last }: Interval): string {
  return first === last ? String(first) : `${first}-${last}`;
}

function inOrder<T>(map: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...map].sort(([one], [other]) => one.localeCompare(other, 'en', { numeric: true }));
}
