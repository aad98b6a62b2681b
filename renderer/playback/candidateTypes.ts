/**
 * What a browser is asked whether it plays: every container Portamento opens with every codec found in
 * it, also those hardly a browser plays, so that main need not guess.
 */
export const candidateTypes: readonly string[] = [
  ...typesOf(['audio/mpeg', 'audio/aac', 'audio/flac', 'audio/aiff'], []),
  ...typesOf(['audio/x-ape', 'audio/x-ms-wma', 'audio/x-wavpack', 'audio/x-tta'], []),
  ...typesOf(['audio/x-musepack', 'audio/x-dsf', 'audio/x-dff'], []),
  ...typesOf(['video/x-msvideo', 'video/x-ms-wmv'], []),
  ...typesOf(['audio/wav'], ['1', '3', '6', '7', '65534']),
  ...typesOf(['audio/ogg'], ['vorbis', 'opus', 'flac', 'speex']),
  ...typesOf(['video/ogg'], ['theora', 'theora, vorbis', 'vp8']),
  ...typesOf(['audio/webm', 'audio/x-matroska'], ['opus', 'vorbis']),
  ...typesOf(['audio/x-matroska'], ['flac', 'mp4a.40.2', 'mp3', 'ac-3', 'alac']),
  ...typesOf(
    ['audio/mp4'],
    ['mp4a.40.2', 'mp4a.40.5', 'mp4a.40.29', 'mp4a.69', 'mp3', 'flac', 'opus', 'alac'],
  ),
  ...typesOf(['audio/mp4'], ['ac-3', 'ec-3', 'dtsc']),
  ...typesOf(
    ['video/mp4', 'video/quicktime', 'video/x-matroska'],
    ['avc1.42E01E', 'avc1.4D401F', 'avc1.640028', 'avc1.640034', 'avc1.6E0032'],
  ),
  ...typesOf(
    ['video/mp4', 'video/quicktime', 'video/x-matroska'],
    ['hvc1.1.6.L93.B0', 'hev1.1.6.L93.B0', 'hvc1.2.4.L120.B0', 'mp4v.20.9'],
  ),
  ...typesOf(
    ['video/mp4', 'video/webm', 'video/x-matroska'],
    ['av01.0.05M.08', 'av01.0.09M.10', 'vp09.00.31.08', 'vp09.02.41.10'],
  ),
  ...typesOf(['video/webm', 'video/x-matroska'], ['vp8', 'vp9']),
  ...typesOf(['video/webm', 'video/x-matroska'], ['vp8, vorbis', 'vp9, opus']),
  ...typesOf(
    ['video/mp4', 'video/quicktime', 'video/x-matroska'],
    ['avc1.640028, mp4a.40.2', 'avc1.640028, ac-3', 'hvc1.1.6.L93.B0, mp4a.40.2'],
  ),
].filter((type, index, all) => all.indexOf(type) === index);

/** Each container alone and with each of the codecs. */
function typesOf(containers: readonly string[], codecs: readonly string[]): string[] {
  return containers.flatMap((container) => [
    container,
    ...codecs.map((codec) => `${container}; codecs="${codec}"`),
  ]);
}
