/** Numbers inside media headers. Positions past the end give `NaN`, which no comparison accepts. */

export function uint32BigEndian(bytes: Uint8Array, position: number): number {
  return uint16BigEndian(bytes, position) * 0x1_0000 + uint16BigEndian(bytes, position + 2);
}

export function uint16BigEndian(bytes: Uint8Array, position: number): number {
  return (bytes[position] ?? NaN) * 0x100 + (bytes[position + 1] ?? NaN);
}

export function uint24BigEndian(bytes: Uint8Array, position: number): number {
  return uint16BigEndian(bytes, position) * 0x100 + (bytes[position + 2] ?? NaN);
}

export function uint64BigEndian(bytes: Uint8Array, position: number): number {
  return uint32BigEndian(bytes, position) * 0x1_0000_0000 + uint32BigEndian(bytes, position + 4);
}

export function uint32LittleEndian(bytes: Uint8Array, position: number): number {
  return (
    (bytes[position + 3] ?? NaN) * 0x100_0000 +
    (bytes[position + 2] ?? NaN) * 0x1_0000 +
    (bytes[position + 1] ?? NaN) * 0x100 +
    (bytes[position] ?? NaN)
  );
}

/** Is `text` (Latin-1) at `position`? */
export function hasText(bytes: Uint8Array, position: number, text: string): boolean {
  if (position + text.length > bytes.length) return false;
  for (let index = 0; index < text.length; index += 1) {
    if (bytes[position + index] !== text.charCodeAt(index)) return false;
  }
  return true;
}

/** Four bytes as Latin-1, or fewer at the end. */
export function fourCharacters(bytes: Uint8Array, position: number): string {
  return String.fromCharCode(...bytes.subarray(position, position + 4));
}
