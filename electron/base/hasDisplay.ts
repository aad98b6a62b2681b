/** Can a window open here? On macOS and Windows always; elsewhere the environment names a display. */
export function hasDisplay(
  platform: NodeJS.Platform,
  { DISPLAY, WAYLAND_DISPLAY }: Readonly<Record<string, string | undefined>>,
): boolean {
  if (platform === 'darwin' || platform === 'win32') return true;
  return [DISPLAY, WAYLAND_DISPLAY].some((name) => name !== undefined && name !== '');
}
