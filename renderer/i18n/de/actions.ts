import type { actions as source } from '../en/actions.ts';
import type { Translated } from '../Translated.ts';

export const actions = {} satisfies Translated<typeof source, 'de'>;
