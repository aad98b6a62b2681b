import type * as en from './en/index.ts';

/** A file of strings; every feature has its own. */
export type Namespace = keyof typeof en;
