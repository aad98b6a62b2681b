import type { settings as source } from '../en/settings.ts';
import type { Translated } from '../Translated.ts';

export const settings = {} satisfies Translated<typeof source, 'de'>;
