/** Members of media elements outside the standard that tell of sound. */
interface AudioHints {
  readonly audioTracks?: { readonly length: number };
  readonly mozHasAudio?: boolean;
  readonly webkitAudioDecodedByteCount?: number;
}

/**
 * Does the loaded element sound? No browser answers the same way; where none answers, a video is taken
 * to have sound, because almost every one has.
 *
 * @param hasPicture whether it shows something; what is loaded and shows nothing must sound
 */
export function hasAudioTrack(
  element: HTMLVideoElement & AudioHints,
  hasPicture: boolean,
): boolean {
  if (!hasPicture) return true;
  if (element.audioTracks !== undefined) return element.audioTracks.length > 0;
  if (element.mozHasAudio !== undefined) return element.mozHasAudio;
  const decodedBytes = element.webkitAudioDecodedByteCount;
  return decodedBytes === undefined || decodedBytes > 0;
}
