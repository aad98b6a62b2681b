/**
 * The folder of the package a file belongs to: `…/node_modules/a` or `…/node_modules/@scope/a`, the
 * innermost one. `null` for files outside of node_modules.
 */
export function packageFolderOf(filePath: string): string | null {
  const match = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/.][^\\/]*/.exec(filePath);
  return match?.[0] ?? null;
}
