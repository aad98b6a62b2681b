import type { notices as source } from '../en/notices.ts';
import type { Translated } from '../Translated.ts';

export const notices = {} satisfies Translated<typeof source, 'de'>;
