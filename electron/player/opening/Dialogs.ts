import type { PlaylistFormat } from '../../contract/queue.ts';

/** The system's own dialogs, where the host has them. Each answers with paths, or nothing when the person closed it. */
export interface Dialogs {
  pickFiles(): Promise<readonly string[]>;
  pickFolder(): Promise<readonly string[]>;
  /** @param suggestedName file name without extension */
  pickSaveTarget(suggestedName: string, format: PlaylistFormat): Promise<string | null>;
}
