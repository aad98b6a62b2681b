import type { Bridge } from './Bridge.ts';

/** How this host opens dropped files; see `Bridge.openFiles`. */
export type FileOpener = Pick<Bridge, 'openFiles'>;

/** What a `FileOpener` may use of the bridge it is part of. */
export type FileOpenerBridge = Pick<
  Bridge,
  'invoke' | 'subscribe' | 'clientId' | 'connectionState' | 'subscribeConnection'
>;
