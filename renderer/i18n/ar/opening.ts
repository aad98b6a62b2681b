import type { opening as source } from '../en/opening.ts';
import type { Translated } from '../Translated.ts';

export const opening = {} satisfies Translated<typeof source, 'ar'>;
