/** Kept as they are in an extended value (RFC 8187, `attr-char`). */
const attributeCharacters = /[A-Za-z0-9!#$&+.^_`|~-]/;

/**
 * The header of a download under this name (RFC 6266): in ASCII for old readers, and in UTF-8 for all
 * others. The name may be anything; what would end the header, or name a folder, is replaced.
 */
export function contentDisposition(fileName: string): string {
  const name = fileName.toWellFormed().replace(/[\u0000-\u001f\u007f-\u009f/\\]/g, '_');
  // A percent sign is decoded by some readers, and by others not.
  const ascii = name.replace(/[^ -~]|["%]/g, '_');
  const extended = Array.from(new TextEncoder().encode(name), (byte) => {
    const character = String.fromCharCode(byte);
    return byte < 0x80 && attributeCharacters.test(character)
      ? character
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
  return `attachment; filename="${ascii}"; filename*=UTF-8''${extended}`;
}
