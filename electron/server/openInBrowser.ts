import { spawn } from 'node:child_process';

interface Opener {
  readonly program: string;
  readonly args: readonly string[];
}

/**
 * How the default browser is opened here, or `null` where there is no display.
 *
 * @param address an `http:` or `https:` URL
 */
export function browserOpener(
  address: string,
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): Opener | null {
  switch (platform) {
    case 'darwin':
      return { program: 'open', args: [address] };
    case 'win32':
      return { program: 'rundll32', args: ['url.dll,FileProtocolHandler', address] };
    default: {
      const hasDisplay = [environment['DISPLAY'], environment['WAYLAND_DISPLAY']].some(
        (display) => display !== undefined && display !== '',
      );
      return hasDisplay ? { program: 'xdg-open', args: [address] } : null;
    }
  }
}

/** Opens `address` in the default browser if there is a display. The address was printed too, so a failure is no loss. */
export function openInBrowser(address: string): void {
  const opener = browserOpener(address, process.platform, process.env);
  if (opener === null) return;
  const child = spawn(opener.program, opener.args, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
