/** An object whose missing members are an error: the fake gives what it gives, and no more. */
export function strict<T extends object>(name: string, members: T): T {
  return new Proxy(members, {
    get: (target, key, receiver) => {
      if (typeof key === 'symbol' || key in target) {
        return Reflect.get(target, key, receiver) as unknown;
      }
      throw new Error(`the fake editor has no ${name}.${key}`);
    },
  });
}
