import type { app as source } from '../en/app.ts';
import type { Translated } from '../Translated.ts';

export const app = {} satisfies Translated<typeof source, 'ar'>;
