import type { VariableLookup } from '../inventory/effectiveVariables';
import { renderValue } from '../inventory/renderValue';
import type { Span } from '../text/textEdit';
import type { Instance, Sourced } from './cluster';
import type { Component, ComponentId } from './components';

/** What the instances of one component read their values from. */
export interface Origins {
  readonly component: Component;
  readonly lookup: VariableLookup;
}

/** What stands somewhere in the inventory; its span is made when it is asked for. */
export interface Placed {
  readonly span: Span;
}

/**
 * An instance whose values are read when they are asked for: of ten thousand, few are looked at. A
 * class, as getters on object literals are slow; so it can not be spread.
 */
export class InstanceOfHost implements Instance {
  private readHost: Sourced<string> | undefined;
  private readPort: Sourced<number | undefined> | undefined;

  readonly component: ComponentId;

  constructor(
    readonly alias: string,
    private readonly place: Placed,
    private readonly origins: Origins,
  ) {
    this.component = origins.component.id;
  }

  get span(): Span {
    return this.place.span;
  }

  get host(): Sourced<string> {
    this.readHost ??= textOf(this.origins.lookup, this.alias, 'ansible_host') ?? {
      value: this.alias,
      source: { kind: 'alias' },
    };
    return this.readHost;
  }

  get port(): Sourced<number | undefined> {
    this.readPort ??= readPort(this.origins.component, this.alias, this.origins.lookup);
    return this.readPort;
  }

  get deployDir(): Sourced<string> | undefined {
    return textOf(this.origins.lookup, this.alias, 'deploy_dir');
  }

  get unit(): string | undefined {
    const { value } = this.port;
    return value === undefined ? undefined : `${this.origins.component.tag}-${value}.service`;
  }
}

function readPort(
  component: Component,
  alias: string,
  lookup: VariableLookup,
): Sourced<number | undefined> {
  const written = textOf(lookup, alias, component.portVariable);
  if (written === undefined) {
    return { value: component.defaultPort, source: { kind: 'default' } };
  }
  const port = /^[0-9]{1,5}$/.test(written.value) ? Number(written.value) : undefined;
  const isPort = port !== undefined && port >= 1 && port <= 65535;
  return { value: isPort ? port : undefined, source: written.source };
}

function textOf(lookup: VariableLookup, alias: string, name: string): Sourced<string> | undefined {
  const found = lookup.find(alias, name);
  return found === undefined
    ? undefined
    : { value: renderValue(found.value), source: found.origin };
}
