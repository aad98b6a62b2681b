/** The longest file name of the file systems we write to, in bytes, extension included. */
const maximumNameBytes = 255;

/** Can a file be called `name` on every system, inside one folder and nowhere else? */
export function isPlaylistName(name: string): boolean {
  return (
    !/[\u0000-\u001f\u007f/\\:*?"<>|]/.test(name) &&
    !name.startsWith('.') &&
    name.trim() === name &&
    name.isWellFormed() &&
    new TextEncoder().encode(name).byteLength <= maximumNameBytes
  );
}
