import type { Logger } from '../base/Logger.ts';
import type { PlayQueue } from '../queue/PlayQueue.ts';
import type { PlayerStateStore } from '../state/PlayerStateStore.ts';
import type { Deck } from './Deck.ts';
import type { SourceOpener } from './EntrySources.ts';
import type { Notices } from './Notices.ts';
import type { SinkLeases } from './SinkLeases.ts';

/** What a playthrough leads through, and with what. */
export interface PlaythroughOptions {
  readonly deck: Deck;
  readonly leases: SinkLeases;
  readonly queue: PlayQueue;
  readonly state: Pick<PlayerStateStore, 'state' | 'update' | 'updateSoon' | 'notePosition'>;
  readonly sources: SourceOpener;
  readonly notices: Pick<Notices, 'add' | 'dismiss'>;
  readonly logger: Logger;
}
