import { createElement, lazy, useState, type ComponentType } from 'react';

const loads: (() => Promise<unknown>)[] = [];

/**
 * A component in a file of its own, which comes when it is first shown (inside a `Suspense`) or when
 * the page has nothing else to do, whichever is sooner. For what the first paint does not need. One that
 * is here is drawn at once: React puts off what was suspended for as long as topics keep changing.
 *
 * @param load `async () => (await import('./Part.tsx')).Part`
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null;
  const keep = async () => (loaded ??= await load());
  loads.push(keep);
  const Awaited = lazy(async () => ({ default: await keep() }));
  return function LazyPart(props: Props) {
    const [Part] = useState<ComponentType<Props>>(() => loaded ?? Awaited);
    return createElement(Part, props);
  };
}

/**
 * Brings the lazy parts one after the other, each when the page is idle. One that cannot be had ends
 * that: the rest comes when it is shown, which says what is wrong.
 *
 * @param canLoad Is there anybody to load from?
 */
export function loadLazyParts(canLoad: () => boolean): void {
  const load = loads.shift();
  if (load === undefined) return;
  requestIdleCallback(() => {
    if (!canLoad()) return;
    load().then(
      () => loadLazyParts(canLoad),
      () => undefined,
    );
  });
}
