/** `master-addr` of a dmctl.toml, `HOST:PORT`; undefined when it has none. */
export function parseMasterAddress(toml: string): string | undefined {
  const match = /^[ \t]*master-addr[ \t]*=[ \t]*(["'])(.*?)\1/m.exec(toml);
  return match?.[2];
}
