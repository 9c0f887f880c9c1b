/** A value that can be called, constructed, awaited and asked for any member, and is all of these. */
export function anything(onCall: (trail: string, argv: readonly unknown[]) => void): unknown {
  const make = (trail: string): unknown =>
    new Proxy(constructible, {
      get: (target, name) => {
        if (typeof name === 'symbol') return name === Symbol.iterator ? empty : undefined;
        if (name === 'then') return undefined; // not a promise
        if (name === 'prototype') return target.prototype as unknown; // a proxy may not say otherwise
        return make(trail === '' ? name : `${trail}.${name}`);
      },
      apply: (_, __, argv: readonly unknown[]) => {
        onCall(trail, argv);
        return make(`${trail}()`);
      },
      construct: (_, argv: readonly unknown[]) => {
        onCall(`new ${trail}`, argv);
        return make(`new ${trail}`) as object;
      },
    });
  // Bundlers copy a module's own members; what is inherited they leave alone.
  return Object.create(make('') as object);
}

function constructible(): void {
  // Only a function can be called and constructed by way of a proxy.
}

const empty = (): Iterator<unknown> => [][Symbol.iterator]();
