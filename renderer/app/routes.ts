import { useSyncExternalStore } from 'react';
import { DeviceId } from '../../electron/contract/ids.ts';

/** The pages of the program. */
export const routes = ['listen', 'players', 'signalPath', 'settings', 'about'] as const;
export type Route = (typeof routes)[number];

/** Where a link to a page points: the fragment, so that back, forward and reload keep the page. */
export function hrefOf(route: Route): string {
  return `#${route}`;
}

/** Where a link to the page of one player points. */
export function hrefOfPlayer(deviceId: DeviceId): string {
  return `#players/${deviceId}`;
}

/** The player whose page is shown; `null` on every other page. */
export function usePlayerRoute(): DeviceId | null {
  return useSyncExternalStore(subscribe, readPlayer);
}

/** The page that is shown; "listen" for an address that names none. */
export function useRoute(): Route {
  return useSyncExternalStore(subscribe, readRoute);
}

export function goTo(route: Route): void {
  if (location.hash !== hrefOf(route)) location.hash = route;
}

/** The page of this player, or the one of all. */
export function goToPlayer(deviceId: DeviceId | null): void {
  if (deviceId === null) goTo('players');
  else location.hash = hrefOfPlayer(deviceId);
}

function readRoute(): Route {
  const [named] = location.hash.slice(1).split('/');
  return routes.find((route) => route === named) ?? 'listen';
}

function readPlayer(): DeviceId | null {
  const [named, id] = location.hash.slice(1).split('/');
  const deviceId = DeviceId.safeParse(id);
  return named === 'players' && deviceId.success ? deviceId.data : null;
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}
