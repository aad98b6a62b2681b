import type { nowPlaying as source } from '../en/nowPlaying.ts';
import type { Translated } from '../Translated.ts';

export const nowPlaying = {} satisfies Translated<typeof source, 'de'>;
