import type { App, Session, WebContents } from 'electron';
import { isAppUrl } from './appOrigin.ts';

/** What the page may ask the browser for. Everything else is refused unasked. */
const allowedPermissions: ReadonlySet<string> = new Set([
  'fullscreen',
  'automatic-fullscreen',
  // What copy buttons write: text. Reading the clipboard is another permission.
  'clipboard-sanitized-write',
]);

type ConfinedSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
>;

/** Refuses every permission but `allowedPermissions`, devices and screen capture. */
export function confineSession(session: ConfinedSession): void {
  session.setPermissionRequestHandler((contents, permission, callback) =>
    callback(allowedPermissions.has(permission) && isAppUrl(contents.getURL())),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, requestingOrigin) =>
      allowedPermissions.has(permission) && isAppUrl(requestingOrigin),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback({}));
}

/** Keeps one page where it is: no navigation away, no new windows, no embedded views. */
export function confineContents(
  contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>,
  onRefused: (url: string) => void,
): void {
  contents.setWindowOpenHandler(({ url }) => {
    onRefused(url);
    return { action: 'deny' };
  });
  contents.on('will-navigate', (event) => {
    if (isAppUrl(event.url)) return;
    event.preventDefault();
    onRefused(event.url);
  });
  contents.on('will-frame-navigate', (event) => {
    if (isAppUrl(event.url)) return;
    event.preventDefault();
    onRefused(event.url);
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
    onRefused(event.url);
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** Confines every page this process ever makes, whoever makes it. */
export function confineAllContents(app: Pick<App, 'on'>, onRefused: (url: string) => void): void {
  app.on('web-contents-created', (_event, contents) => confineContents(contents, onRefused));
}
