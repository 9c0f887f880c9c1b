import type { Instance } from '../cluster/cluster';
import type { ComponentId } from '../cluster/components';

/** A service as it is probed: from the control machine, by TCP. */
export interface Endpoint {
  readonly alias: string;
  readonly component: ComponentId;
  readonly host: string;
  /** undefined when the inventory holds no usable port: it can't be probed. */
  readonly port: number | undefined;
}

/** What has to be known of an instance to probe it. */
export function endpointOf(instance: Instance): Endpoint {
  return {
    alias: instance.alias,
    component: instance.component,
    host: instance.host.value,
    port: instance.port.value,
  };
}
