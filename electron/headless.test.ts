import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { linkCommand } from './server/headlessArguments.ts';
import { Profile } from './state/Profile.ts';

// A start loads every room; beside other tests on a small machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

interface Ended {
  readonly exitCode: number | null;
  readonly printed: string;
  readonly complained: string;
}

/** The headless host as a person starts it: a process of its own, run from its sources. */
describe('headless', () => {
  let folder: string;
  let started: ChildProcess[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portamento-headless-'));
    started = [];
  });

  afterEach(async () => {
    for (const host of started) {
      if (host.exitCode !== null || host.signalCode !== null) continue;
      host.kill('SIGKILL');
      await once(host, 'exit');
    }
    await rm(folder, { recursive: true });
  });

  const launch = (args: readonly string[], environment: Readonly<Record<string, string>> = {}) => {
    const entry = join(import.meta.dirname, 'headless.ts');
    const host = spawn(
      process.execPath,
      [entry, '--data-folder', join(folder, 'profile'), ...args],
      {
        cwd: folder,
        env: { PATH: process.env['PATH'], ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    started.push(host);
    return host;
  };

  const serve = async (
    args: readonly string[] = [],
    environment: Readonly<Record<string, string>> = {},
  ) => {
    const host = launch(['--port', '0', ...args], environment);
    const [line] = (await once(host.stdout, 'data')) as [Buffer];
    const [, address = ''] =
      /^Portamento plays at (http:\/\/127\.0\.0\.1:\d+\/sign-in\?token=\S+)\n$/.exec(
        line.toString('utf8'),
      ) ?? [];
    return { host, address, origin: new URL(address).origin };
  };

  const untilEnd = async (host: ReturnType<typeof launch>): Promise<Ended> => {
    const exited = once(host, 'exit').then(([exitCode]) => exitCode as number | null);
    const [printed, complained, exitCode] = await Promise.all([
      text(host.stdout),
      text(host.stderr),
      exited,
    ]);
    return { exitCode, printed, complained };
  };

  const end = async (host: ChildProcess, signal: NodeJS.Signals = 'SIGTERM') => {
    const exited = once(host, 'exit');
    host.kill(signal);
    const [exitCode] = (await exited) as [number | null];
    return exitCode;
  };

  const signIn = async (address: string) => {
    const answer = await fetch(address, { redirect: 'manual' });
    return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  };

  const isSignedIn = async (origin: string, cookie: string) =>
    (await fetch(`${origin}/media/none`, { headers: { cookie } })).status !== 401;

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'prints one line, serves, and ends cleanly with %s',
    async (signal) => {
      const { host, address, origin } = await serve();
      expect(await isSignedIn(origin, '')).toBe(false);
      expect(await isSignedIn(origin, await signIn(address))).toBe(true);
      expect(await end(host, signal)).toBe(0);
    },
  );

  test('prints new links while it runs, for a second start too, and a browser outlives a restart', async () => {
    const first = await serve();
    const link = await untilEnd(launch(['link']));
    expect(link).toMatchObject({ exitCode: 0, complained: '' });
    const second = await untilEnd(launch(['--port', '0']));
    expect(second).toMatchObject({ exitCode: 0, complained: '' });
    const addresses = [first.address, link.printed, second.printed].map(
      (line) => /http:\S+/.exec(line)?.[0] ?? '',
    );
    expect(new Set(addresses).size).toBe(3);
    const cookies = [];
    for (const address of addresses) cookies.push(await signIn(address));
    for (const cookie of cookies) expect(await isSignedIn(first.origin, cookie)).toBe(true);
    await end(first.host, 'SIGKILL');

    const restarted = await serve();
    for (const cookie of cookies) expect(await isSignedIn(restarted.origin, cookie)).toBe(true);
  });

  test('a second start hands its paths to the first and ends', async () => {
    const { host, origin } = await serve();
    await writeFile(join(folder, 'notes.txt'), 'no music');
    const second = await untilEnd(launch(['notes.txt']));
    expect(second).toEqual({
      exitCode: 0,
      printed: `Handed 1 path to the Portamento that runs at ${origin}\n`,
      complained: '',
    });
    expect(host.exitCode).toBeNull();
  });

  test('tells a desktop app that has nothing to open where it can be seen', async () => {
    const { origin } = await serve();
    const start = await Profile.open({ dataFolder: join(folder, 'profile') });
    if (!start.ok || start.value.kind !== 'forwarder') throw new Error('Nobody runs');
    const reply = await start.value.send({ kind: 'open', paths: [] });
    if (!reply.ok || reply.page === null) throw new Error('There is nothing to see');
    const [, link = ''] = /url=(http:[^"]+)"/.exec(await readFile(reply.page, 'utf8')) ?? [];
    expect(await isSignedIn(origin, await signIn(link))).toBe(true);
  });

  test('a link of nobody is refused, and no folder is made for it', async () => {
    const missing = join(folder, 'profile');
    expect(await untilEnd(launch(['link']))).toEqual({
      exitCode: 1,
      printed: '',
      complained: `portamento: Portamento is not running. There is no folder ${missing}. Check what --data-folder says.\n`,
    });
    expect(existsSync(missing)).toBe(false);
    const { host } = await serve();
    await end(host);
    expect(await untilEnd(launch(['link']))).toEqual({
      exitCode: 1,
      printed: '',
      complained: 'portamento: Portamento is not running.\n',
    });
  });

  test('a port in use is named, and leaves the profile free', async () => {
    const other = createServer();
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? String(address.port) : '';
    const refused = await untilEnd(launch(['--port', port]));
    expect(refused).toMatchObject({ exitCode: 3, printed: '' });
    expect(refused.complained).toContain(`Port ${port} is in use`);
    other.close();
    const { host } = await serve();
    expect(await end(host)).toBe(0);
  });

  test.each([
    [['--host', '0.0.0.0'], 3, '--certificate and --key'],
    [
      ['--host', '192.168.7.7', '--certificate', 'missing.pem', '--key', 'k.pem'],
      3,
      'missing.pem. Check what --certificate says',
    ],
    [['--port', 'http'], 2, '--port takes a number'],
    [['--portt', '1'], 2, 'there is no option "--portt"'],
    [['--root', '/nope'], 2, 'There is no folder /nope. Check what --root says.'],
  ])('%o ends with %i and says %s', async (args, exitCode, message) => {
    const ended = await untilEnd(launch(args));
    expect(ended).toMatchObject({ exitCode, printed: '' });
    expect(ended.complained).toContain(message);
  });

  test.runIf(process.platform === 'linux')(
    'opens the browser at a file only its owner may read, and leaves the printed link to the person',
    async () => {
      // A browser that notes what it was opened at.
      const opened = join(folder, 'opened.txt');
      await writeFile(opened, '');
      await writeFile(join(folder, 'xdg-open'), `#!/bin/sh\necho "$*" >> '${opened}'\n`, {
        mode: 0o700,
      });
      const display = { PATH: `${folder}:${process.env['PATH'] ?? ''}`, DISPLAY: ':0' };
      const openedPages = async (count: number) => {
        const pages = async () => (await readFile(opened, 'utf8')).split('\n').slice(0, -1);
        await vi.waitUntil(async () => (await pages()).length >= count, { timeout: 30_000 });
        return pages();
      };
      const linkOn = async (page: string) =>
        /url=(http:[^"]+)"/.exec(await readFile(page, 'utf8'))?.[1] ?? '';

      const { host, address, origin } = await serve([], display);
      const [first = ''] = await openedPages(1);
      expect(first).toMatch(/^\/[^ ]+\/profile\/sign-in\/[^ ]+\.html$/);
      expect((await stat(first)).mode & 0o777).toBe(0o600);
      expect(await isSignedIn(origin, await signIn(await linkOn(first)))).toBe(true);
      await vi.waitUntil(() => !existsSync(first));
      expect(await isSignedIn(origin, await signIn(address))).toBe(true);

      await untilEnd(launch(['link'], display));
      const again = await untilEnd(launch([], display));
      const pages = await openedPages(2);
      expect(pages).toHaveLength(2);
      const [, second = ''] = pages;
      expect(again.printed).not.toContain(await linkOn(second));
      expect(await isSignedIn(origin, await signIn(await linkOn(second)))).toBe(true);

      await untilEnd(launch([], display));
      const [, , third = ''] = await openedPages(3);
      expect(existsSync(third)).toBe(true);
      await end(host);
      expect(existsSync(third)).toBe(false);
    },
  );

  test('says why a data folder is refused, and the code last', async () => {
    await mkdir(join(folder, 'profile'));
    await writeFile(join(folder, 'profile', 'holiday.jpg'), 'picture');
    expect(await untilEnd(launch([]))).toEqual({
      exitCode: 4,
      printed: '',
      complained:
        'portamento: The folder “profile” holds other files. Choose an empty folder with ' +
        '--data-folder, or one that Portamento made.\nprofile.foreignFolder, profile\n',
    });
  });

  test('tells how it is used, and its version', async () => {
    expect(await untilEnd(launch(['--help']))).toMatchObject({
      exitCode: 0,
      printed: expect.stringContaining(linkCommand) as string,
    });
    expect(await untilEnd(launch(['--version']))).toMatchObject({
      exitCode: 0,
      printed: expect.stringMatching(/^Portamento \d+\.\d+\.\d+\n$/) as string,
    });
  });
});
