import { useSyncExternalStore } from 'react';

/** The pages of the program. */
export const routes = ['listen', 'signalPath', 'settings', 'about'] as const;
export type Route = (typeof routes)[number];

/** Where a link to a page points: the fragment, so that back, forward and reload keep the page. */
export function hrefOf(route: Route): string {
  return `#${route}`;
}

/** The page that is shown; "listen" for an address that names none. */
export function useRoute(): Route {
  return useSyncExternalStore(subscribe, readRoute);
}

export function goTo(route: Route): void {
  if (readRoute() !== route) location.hash = route;
}

function readRoute(): Route {
  const named = location.hash.slice(1);
  return routes.find((route) => route === named) ?? 'listen';
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}
