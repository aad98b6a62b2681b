interface ParsedType {
  readonly container: string;
  readonly codecs: readonly string[];
}

/** Containers a browser reads with the demuxer of another, though it may not admit to the name. */
const relatives: Readonly<Record<string, readonly string[]>> = {
  'video/quicktime': ['video/mp4'],
  'video/x-matroska': ['video/webm', 'video/mp4'],
  'audio/x-matroska': ['audio/webm', 'audio/mp4'],
};

/**
 * Does a sink that said "probably" or "maybe" to `playableTypes` play `mimeType`? Every codec has to be
 * of a family (`avc1`, `mp4a`) it named with that container. A container it named only bare is taken at
 * its word. The sink has the last one: what it cannot decode after all it reports as failed.
 */
export function isPlayableType(mimeType: string, playableTypes: readonly string[]): boolean {
  const wanted = parseType(mimeType);
  const containers = [wanted.container, ...(relatives[wanted.container] ?? [])];
  const known = playableTypes.map(parseType).filter((type) => containers.includes(type.container));
  if (known.length === 0) return false;
  const families = new Set(known.flatMap((type) => type.codecs).map(familyOf));
  if (families.size === 0) return true;
  return wanted.codecs.every((codec) => families.has(familyOf(codec)));
}

function parseType(type: string): ParsedType {
  const [container = '', ...parameters] = type.split(';');
  const codecs = parameters
    .map((parameter) => /^\s*codecs\s*=\s*"?([^"]*)"?\s*$/i.exec(parameter)?.[1])
    .find((value) => value !== undefined);
  return {
    container: container.trim().toLowerCase(),
    codecs: (codecs ?? '')
      .split(',')
      .map((codec) => codec.trim())
      .filter((codec) => codec !== ''),
  };
}

/** The four characters before the profile, with the names that mean the same. */
function familyOf(codec: string): string {
  const [family = ''] = codec.toLowerCase().split('.');
  return synonyms[family] ?? family;
}

const synonyms: Readonly<Record<string, string>> = {
  avc3: 'avc1',
  hev1: 'hvc1',
  vp09: 'vp9',
  vp08: 'vp8',
};
