/** `bytes` from an offset on, piece by piece, as a file is read. */
export async function* piecesOf(
  bytes: Uint8Array,
  offsetBytes = 0,
  pieceBytes = 64 * 1024,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (let from = offsetBytes; from < bytes.length; from += pieceBytes) {
    yield await Promise.resolve(bytes.slice(from, from + pieceBytes));
  }
}
