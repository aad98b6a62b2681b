import type { queue as source } from '../en/queue.ts';
import type { Translated } from '../Translated.ts';

export const queue = {} satisfies Translated<typeof source, 'de'>;
