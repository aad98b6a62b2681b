import type { App, Session } from 'electron';
import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { confineAllContents, confineContents, confineSession } from './confineContents.ts';
import { FakeWebContents, standInFor } from './testing/FakeElectron.ts';

/** Fires a cancelable event and tells whether it was cancelled. */
function isCancelled(contents: FakeWebContents, name: string, url: string): boolean {
  let cancelled = false;
  contents.emit(name, { url, preventDefault: () => (cancelled = true) });
  return cancelled;
}

describe('confineContents', () => {
  const outside = [
    'https://example.com/',
    'file:///etc/passwd',
    'portamento://other/',
    'data:text/html,x',
    'javascript:alert(1)',
    'not an address',
  ];

  it.each(outside)('lets the page go nowhere: %s', (url) => {
    const contents = new FakeWebContents();
    const refused: string[] = [];
    confineContents(contents.asReal, (refusedUrl) => refused.push(refusedUrl));
    expect(isCancelled(contents, 'will-navigate', url)).toBe(true);
    expect(isCancelled(contents, 'will-frame-navigate', url)).toBe(true);
    expect(isCancelled(contents, 'will-redirect', url)).toBe(true);
    expect(contents.openHandler?.({ url })).toEqual({ action: 'deny' });
    expect(refused).toEqual([url, url, url, url]);
  });

  it('lets the page reload and route within itself', () => {
    const contents = new FakeWebContents();
    confineContents(contents.asReal, () => undefined);
    expect(isCancelled(contents, 'will-navigate', 'portamento://app/#settings')).toBe(false);
  });

  it('opens no window, not even of our own page, and attaches no webview', () => {
    const contents = new FakeWebContents();
    confineContents(contents.asReal, () => undefined);
    expect(contents.openHandler?.({ url: 'portamento://app/' })).toEqual({ action: 'deny' });
    expect(isCancelled(contents, 'will-attach-webview', '')).toBe(true);
  });

  it('confines pages made later by anyone', () => {
    const app = new EventEmitter();
    confineAllContents(standInFor<App>(app), () => undefined);
    const contents = new FakeWebContents();
    app.emit('web-contents-created', {}, contents);
    expect(contents.openHandler).toBeDefined();
  });
});

describe('confineSession', () => {
  function handlersOf() {
    const handlers: Record<string, (...input: unknown[]) => unknown> = {};
    const keep = (name: string) => (handler: (...input: unknown[]) => unknown) => {
      handlers[name] = handler;
    };
    confineSession(
      standInFor<Session>({
        setPermissionRequestHandler: keep('request'),
        setPermissionCheckHandler: keep('check'),
        setDevicePermissionHandler: keep('device'),
        setDisplayMediaRequestHandler: keep('display'),
      }),
    );
    return handlers;
  }

  const cases = [
    ['fullscreen', 'portamento://app/', true],
    ['fullscreen', 'https://example.com/', false],
    ['media', 'portamento://app/', false],
    ['notifications', 'portamento://app/', false],
    ['geolocation', 'portamento://app/', false],
    ['midiSysex', 'portamento://app/', false],
    ['usb', 'portamento://app/', false],
    ['clipboard-sanitized-write', 'portamento://app/', true],
    ['clipboard-sanitized-write', 'https://example.com/', false],
    ['clipboard-read', 'portamento://app/', false],
    ['deprecated-sync-clipboard-read', 'portamento://app/', false],
    ['openExternal', 'portamento://app/', false],
  ] as const;

  it.each(cases)('%s asked by %s is granted: %s', (permission, url, granted) => {
    const { request, check } = handlersOf();
    const answers: unknown[] = [];
    request?.({ getURL: () => url }, permission, (answer: unknown) => answers.push(answer));
    expect(answers).toEqual([granted]);
    expect(check?.(null, permission, url)).toBe(granted);
  });

  it('grants no device and shares no screen', () => {
    const { device, display } = handlersOf();
    expect(device?.({})).toBe(false);
    const shared: unknown[] = [];
    display?.({}, (streams: unknown) => shared.push(streams));
    expect(shared).toEqual([{}]);
  });
});
