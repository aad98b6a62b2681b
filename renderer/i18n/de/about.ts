import type { about as source } from '../en/about.ts';
import type { Translated } from '../Translated.ts';

export const about = {} satisfies Translated<typeof source, 'de'>;
