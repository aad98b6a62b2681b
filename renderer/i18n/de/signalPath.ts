import type { signalPath as source } from '../en/signalPath.ts';
import type { Translated } from '../Translated.ts';

export const signalPath = {} satisfies Translated<typeof source, 'de'>;
