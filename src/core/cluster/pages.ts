import type { ComponentId } from './components';

/** Components that serve a page for people. */
const withPage: ReadonlySet<ComponentId> = new Set<ComponentId>([
  'dm-portal',
  'prometheus',
  'grafana',
  'alertmanager',
]);

export function hasPage(component: ComponentId): boolean {
  return withPage.has(component);
}

/** `HOST:PORT`; IPv6 hosts stand in brackets. */
export function hostAndPort(host: string, port: number): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Address of a component's page. */
export function pageUrl(host: string, port: number): string {
  return `http://${hostAndPort(host, port)}`;
}
