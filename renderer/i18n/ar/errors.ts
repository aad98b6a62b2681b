import type { errors as source } from '../en/errors.ts';
import type { Translated } from '../Translated.ts';

export const errors = {} satisfies Translated<typeof source, 'ar'>;
