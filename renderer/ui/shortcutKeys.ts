import { createContext, useContext } from 'react';
import type * as en from '../i18n/en/index.ts';

/** Every shortcut has its name in the strings, so none can be without one. */
export type ShortcutName = keyof (typeof en)['shortcuts']['name'];

/** The first chord of a shortcut, as `Kbd` shows it; filled by the app from its registry. */
export const ShortcutKeysContext = createContext<
  (name: ShortcutName) => readonly string[] | undefined
>(() => undefined);

/** The keys that do `name`, for tooltips and menus. */
export function useShortcutKeys(): (name: ShortcutName) => readonly string[] | undefined {
  return useContext(ShortcutKeysContext);
}
