import type { activities as source } from '../en/activities.ts';
import type { Translated } from '../Translated.ts';

export const activities = {} satisfies Translated<typeof source, 'ar'>;
