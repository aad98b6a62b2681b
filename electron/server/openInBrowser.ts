import { spawn } from 'node:child_process';
import { hasDisplay } from '../base/hasDisplay.ts';

interface Opener {
  readonly program: string;
  readonly args: readonly string[];
}

/**
 * How the default browser is opened here, or `null` where there is no display.
 *
 * @param page the absolute path of an HTML file
 */
export function browserOpener(
  page: string,
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): Opener | null {
  switch (platform) {
    case 'darwin':
      return { program: 'open', args: [page] };
    case 'win32':
      return { program: 'rundll32', args: ['url.dll,FileProtocolHandler', page] };
    default:
      return hasDisplay(platform, environment) ? { program: 'xdg-open', args: [page] } : null;
  }
}

/**
 * Opens `page`, an HTML file, in the default browser if there is a display. The address was printed
 * too, so a failure is no loss.
 */
export function openInBrowser(page: string): void {
  const opener = browserOpener(page, process.platform, process.env);
  if (opener === null) return;
  const child = spawn(opener.program, opener.args, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
