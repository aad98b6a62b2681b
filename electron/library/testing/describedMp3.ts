import { describeMedia } from '../describeMedia.ts';
import type { DescribedTags } from '../tagWorkerApi.ts';

/** What a tag worker answers of an MP3 without tags that lasts so long. */
export function describedMp3(durationMs: number): DescribedTags {
  const description = describeMedia({
    sizeBytes: 1,
    mimeType: 'audio/mpeg',
    metadata: null,
    mp4Codecs: new Map(),
    oggDurationMs: null,
    flacExtent: null,
    xingHeader: null,
  });
  return {
    kind: 'described',
    description: { ...description, durationMs, artId: null },
    addedArtBytes: 0,
  };
}
