import type { ArtId } from '../contract/ids.ts';
import type { MediaFormat, TrackTags } from '../contract/playback.ts';
import type { StreamFormat } from '../contract/signalPath.ts';

/** What one media file says of itself. Texts are bounded and free of control characters. */
export interface MediaDescription {
  readonly tags: TrackTags;
  /** The first audio stream, with the picture size of the first video stream. */
  readonly format: MediaFormat;
  /** `null` when the container does not say. An estimate for MP3 without a Xing header. */
  readonly durationMs: number | null;
  /** Does the container state the duration, rather than that it was reckoned from what is there? */
  readonly isDurationStated: boolean;
  /** By content, never by name; with codecs where known: `audio/mp4; codecs="mp4a.40.2"`. */
  readonly mimeType: string;
  /** Audio and video streams in the container's order; never empty. */
  readonly streams: readonly StreamFormat[];
  readonly hasVideo: boolean;
  /** Its picture in the art store; `null` when there is none or none was asked for. */
  readonly artId: ArtId | null;
}
