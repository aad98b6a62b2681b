import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLogger } from '../base/Logger.ts';
import { BrowserSessions, maximumSessions, sessionLifetimeDays } from './BrowserSessions.ts';

describe('BrowserSessions', () => {
  let folder: string;
  let path: string;
  let nowMs: number;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portamento-sessions-'));
    path = join(folder, 'sessions.json');
    nowMs = 1e12;
  });

  afterEach(() => rm(folder, { recursive: true }));

  const open = () => BrowserSessions.open({ path, logger: silentLogger, nowMs: () => nowMs });

  test('a browser stays signed in over a restart, under the same cookie', async () => {
    const before = await open();
    const secret = await before.create();
    const after = await open();
    expect(after.has(secret)).toBe(true);
    expect(after.cookieName).toBe(before.cookieName);
    expect(after.cookieName).toMatch(/^__Host-portamento-[0-9a-f]{8}$/);
  });

  test('the file signs nobody in and is for its owner only', async () => {
    const sessions = await open();
    const secret = await sessions.create();
    const text = await readFile(path, 'utf8');
    expect(text).not.toContain(secret);
    for (const [, hash = ''] of text.matchAll(/"hash":"(\w+)"/g)) {
      expect(sessions.has(hash)).toBe(false);
    }
    expect((await stat(path)).mode & 0o077).toBe(0);
  });

  test('a session ends', async () => {
    const sessions = await open();
    const secret = await sessions.create();
    nowMs += sessionLifetimeDays * 24 * 60 * 60 * 1_000 - 1;
    expect(sessions.has(secret)).toBe(true);
    nowMs += 1;
    expect(sessions.has(secret)).toBe(false);
  });

  test('too many browsers sign the oldest out', async () => {
    const sessions = await open();
    const first = await sessions.create();
    const second = await sessions.create();
    for (let count = 1; count < maximumSessions; count += 1) await sessions.create();
    expect(sessions.has(first)).toBe(false);
    expect(sessions.has(second)).toBe(true);
    expect((await open()).has(second)).toBe(true);
  });

  test.each(['', '{', '[]', '{"cookieId":"../../..","sessions":[]}', '{"sessions":[]}'])(
    'a file that holds %j costs a sign-in, not the start',
    async (text) => {
      await writeFile(path, text);
      const sessions = await open();
      const secret = await sessions.create();
      expect(sessions.has(secret)).toBe(true);
      expect((await open()).has(secret)).toBe(true);
    },
  );

  test('a browser that signed in while the disk was full is signed in for this run', async () => {
    path = join(folder, 'missing', 'sessions.json');
    const sessions = await open();
    const secret = await sessions.create();
    expect(sessions.has(secret)).toBe(true);
    expect((await open()).has(secret)).toBe(false);
  });
});
