import type { ArtId } from '../contract/ids.ts';

export interface Art {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mimeType: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif';
}

/** Pictures of tracks in one folder, named by the SHA-1 of their bytes; the least used go first. */
export class ArtStore {
  readonly folder: string;

  /** @param folder `<profile>/art`; made when missing */
  constructor(folder: string, _maximumBytes?: number) {
    this.folder = folder;
  }

  /** The picture, or `null` when it is not (or no longer) here. */
  read(_artId: ArtId): Promise<Art | null> {
    throw new Error('being built');
  }
}
