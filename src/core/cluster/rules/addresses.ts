const loopback = /^127(?:\.\d{1,3}){3}$/;

/** The machine itself, whichever machine that is. */
export function isLoopback(address: string): boolean {
  if (address === 'localhost' || address === '::1') return true;
  return address.startsWith('127.') && loopback.test(address);
}

/** Two colons at least: what the templates append `:8262` to without brackets. */
export function isIpv6(address: string): boolean {
  return /^\[?[0-9a-fA-F]*:[0-9a-fA-F]*:[0-9a-fA-F:.]*(?:%\w+)?\]?$/.test(address);
}
