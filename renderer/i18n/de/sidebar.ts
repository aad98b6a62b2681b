import type { sidebar as source } from '../en/sidebar.ts';
import type { Translated } from '../Translated.ts';

export const sidebar = {} satisfies Translated<typeof source, 'de'>;
