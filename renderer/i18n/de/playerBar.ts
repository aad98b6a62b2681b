import type { playerBar as source } from '../en/playerBar.ts';
import type { Translated } from '../Translated.ts';

export const playerBar = {} satisfies Translated<typeof source, 'de'>;
