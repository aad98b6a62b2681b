import { expect, test } from 'vitest';
import { browserOpener } from './openInBrowser.ts';

const address = 'http://127.0.0.1:1/sign-in?token=a';

test.each([
  ['linux', {}, null],
  ['linux', { DISPLAY: '' }, null],
  ['linux', { DISPLAY: ':0' }, 'xdg-open'],
  ['freebsd', { WAYLAND_DISPLAY: 'wayland-0' }, 'xdg-open'],
  ['darwin', {}, 'open'],
  ['win32', {}, 'rundll32'],
] as const)('on %s with %o the address goes to %s', (platform, environment, program) => {
  const opener = browserOpener(address, platform, environment);
  expect(opener?.program ?? null).toBe(program);
  if (opener !== null) expect(opener.args.at(-1)).toBe(address);
});
