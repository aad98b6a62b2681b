import type { shortcuts as source } from '../en/shortcuts.ts';
import type { Translated } from '../Translated.ts';

export const shortcuts = {} satisfies Translated<typeof source, 'ar'>;
