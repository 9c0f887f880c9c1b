const uuid = '[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}';
const interval = '\\s*[0-9]+(?:-[0-9]+)?\\s*';
const mysqlSet = new RegExp(`^\\s*${uuid}(?::${interval})+$`);
const mariadbGtid = /^\d+-\d+-\d+$/;

/** Would DM read it? Source: DM 1.0.7, pkg/gtid/gtid.go; go-mysql, mysql_gtid.go, mariadb_gtid.go. */
export function isGtidSet(text: string, flavor: 'mysql' | 'mariadb'): boolean {
  return text
    .split(',')
    .every((part) =>
      flavor === 'mariadb'
        ? mariadbGtid.test(part)
        : mysqlSet.test(part.trimEnd()) && isUpward(part),
    );
}

/** Every interval ends where it begins or later. */
function isUpward(part: string): boolean {
  return part
    .split(':')
    .slice(1)
    .every((one) => {
      const [first = 0, last = first] = one.split('-').map(Number);
      return first > 0 && last >= first;
    });
}
