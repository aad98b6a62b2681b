import type { video as source } from '../en/video.ts';
import type { Translated } from '../Translated.ts';

export const video = {} satisfies Translated<typeof source, 'de'>;
