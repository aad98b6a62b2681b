import { expect, test } from 'vitest';
import { browserOpener } from './openInBrowser.ts';

const page = '/home/a/.local/share/portamento/sign-in/1.html';

test.each([
  ['linux', {}, null],
  ['linux', { DISPLAY: '' }, null],
  ['linux', { DISPLAY: ':0' }, 'xdg-open'],
  ['freebsd', { WAYLAND_DISPLAY: 'wayland-0' }, 'xdg-open'],
  ['darwin', {}, 'open'],
  ['win32', {}, 'rundll32'],
] as const)('on %s with %o the page goes to %s', (platform, environment, program) => {
  const opener = browserOpener(page, platform, environment);
  expect(opener?.program ?? null).toBe(program);
  if (opener !== null) expect(opener.args.at(-1)).toBe(page);
});
