/** A code as the specification names it, for logs and details: `StoreFull (0x200c)`, or the bare number. */
export function nameOfCode(table: Readonly<Record<string, number>>, code: number): string {
  const name = Object.keys(table).find((key) => table[key] === code);
  const number = `0x${code.toString(16).padStart(4, '0')}`;
  return name === undefined ? number : `${name} (${number})`;
}
