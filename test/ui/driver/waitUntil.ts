/**
 * Milliseconds that anything may take, a run of Ansible included: on a machine that is busy with
 * other things all takes ten times as long, and only what never comes is a failure.
 */
export const patience = 180_000;
const pause = 100;

/**
 * Reads again and again until the value is accepted, for what no locator can wait for.
 * @throws when it took more than `patience`, with `what` and the last value read
 */
export async function waitUntil<T>(
  what: string,
  read: () => Promise<T>,
  accept: (value: T) => boolean,
): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const value = await read();
    if (accept(value)) return value;
    if (Date.now() > end) throw new Error(`never happened: ${what}\nlast seen: ${String(value)}`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
