import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { channel } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { basename } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { systemMonotonicClock, type MonotonicClock } from '../base/MonotonicClock.ts';
import { temporaryName } from '../base/temporaryName.ts';
import { ChildModule } from '../base/testing/ChildModule.ts';
import { FakeMonotonicClock } from '../base/testing/FakeMonotonicClock.ts';
import { TemporaryFolder } from '../base/testing/TemporaryFolder.ts';
import { replyPatienceMs, type Forwarder } from './Forwarder.ts';
import { Profile } from './Profile.ts';
import { ProfileLock } from './ProfileLock.ts';
import { socketAddress } from './socketAddress.ts';

const linkMessage = { kind: 'link', withPage: false } as const;
const ownProfile = new URL('./testing/ownProfile.ts', import.meta.url);

function temporaryFolder(): TemporaryFolder {
  const folder = new TemporaryFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  return folder;
}

async function openAsOwner(dataFolder: string, name?: string): Promise<Profile> {
  const start = await Profile.open({ dataFolder, name });
  if (!start.ok || start.value.kind !== 'owner') throw new Error('Expected to own the profile');
  const profile = start.value;
  onTestFinished(() => profile[Symbol.asyncDispose]());
  return profile;
}

async function openAsSecond(
  dataFolder: string,
  clock: MonotonicClock = systemMonotonicClock,
): Promise<Forwarder> {
  const start = await Profile.open({ dataFolder, clock });
  if (!start.ok || start.value.kind !== 'forwarder') throw new Error('Expected a running program');
  return start.value;
}

/** Sends raw bytes as a second start would, and gives all that comes back. */
/** The owner's end of the next connection of this process. */
function nextAcceptedSocket(): Promise<Socket> {
  const accepting = channel('net.server.socket');
  return new Promise((resolve) => {
    const onAccepted = (message: unknown) => {
      accepting.unsubscribe(onAccepted);
      // What this channel of Node tells.
      resolve((message as { readonly socket: Socket }).socket);
    };
    accepting.subscribe(onAccepted);
  });
}

async function say(folder: string, bytes: string): Promise<unknown> {
  const socket = createConnection(await socketAddress(folder));
  socket.write(bytes);
  return JSON.parse(await text(socket));
}

describe('Profile', () => {
  test('makes a folder that only its owner may enter', async () => {
    const folder = temporaryFolder();
    const profile = await openAsOwner(folder.file('new', 'profile'));

    expect(profile.folder).toBe(folder.file('new', 'profile'));
    expect(statSync(profile.folder).mode & 0o777).toBe(0o700);
    expect(profile.path('queue.sqlite')).toBe(folder.file('new', 'profile', 'queue.sqlite'));
  });

  test('is swept of what a killed run was writing', async () => {
    const folder = temporaryFolder();
    writeFileSync(folder.file('lock.sqlite'), '');
    writeFileSync(folder.file(temporaryName('player.json')), '{"volume"');
    writeFileSync(folder.file('player.json'), '{}');
    await openAsOwner(folder.path);
    const names = readdirSync(folder.path);
    expect(names).toContain('player.json');
    expect(names.filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('closes a folder that was open to others', async () => {
    const folder = temporaryFolder();
    chmodSync(folder.path, 0o755);
    await openAsOwner(folder.path);
    expect(statSync(folder.path).mode & 0o777).toBe(0o700);
  });

  test('a folder with anything else in it is refused, and left as it is', async () => {
    const folder = temporaryFolder();
    chmodSync(folder.path, 0o755);
    mkdirSync(folder.file('art'));
    writeFileSync(folder.file('art', 'holiday.jpg'), 'picture');
    expect(await Profile.open({ dataFolder: folder.path })).toEqual({
      ok: false,
      error: { code: 'profile.foreignFolder', subject: basename(folder.path) },
    });
    expect(statSync(folder.path).mode & 0o777).toBe(0o755);
    expect(readdirSync(folder.path)).toEqual(['art']);
    expect(readdirSync(folder.file('art'))).toEqual(['holiday.jpg']);
  });

  test.runIf(process.platform === 'linux')(
    'is refused, by the name of its folder, where no folder can be made',
    async () => {
      expect(await Profile.open({ dataFolder: '/proc/nope/deeper' })).toEqual({
        ok: false,
        error: { code: 'file.writeFailed', subject: 'deeper', details: 'ENOENT' },
      });
    },
  );

  test('a file in the way is no folder', async () => {
    const folder = temporaryFolder();
    writeFileSync(folder.file('a.mp3'), 'music');
    expect(await Profile.open({ dataFolder: folder.file('a.mp3', 'profile') })).toMatchObject({
      error: { code: 'file.writeFailed', subject: 'profile', details: 'ENOTDIR' },
    });
  });

  test('a named profile is refused where something else is, too', async () => {
    const folder = temporaryFolder();
    mkdirSync(folder.file('profiles', 'jazz', 'spool'), { recursive: true });
    expect(await Profile.open({ dataFolder: folder.path, name: 'jazz' })).toMatchObject({
      ok: false,
      error: { code: 'profile.foreignFolder', subject: 'jazz' },
    });
  });

  test('a folder that holds nothing but named profiles is ours', async () => {
    const folder = temporaryFolder();
    await openAsOwner(folder.path, 'jazz');
    await openAsOwner(folder.path);
  });

  test('a folder with profiles of somebody else is not', async () => {
    const folder = temporaryFolder();
    mkdirSync(folder.file('profiles', 'colours'), { recursive: true });
    expect(await Profile.open({ dataFolder: folder.path })).toMatchObject({
      error: { code: 'profile.foreignFolder' },
    });
  });

  test('a second start hands its paths over and is answered', async () => {
    const folder = temporaryFolder();
    const profile = await openAsOwner(folder.path);
    const heard: unknown[] = [];
    profile.handleMessages((message) => {
      heard.push(message);
      return Promise.resolve({ ok: true, address: 'done', page: null });
    });

    const paths = ['/music/Ärger\nmit "Zeilen".mp3', '/music/b.flac'];
    const second = await openAsSecond(folder.path);
    expect(await second.send({ kind: 'open', paths })).toEqual({
      ok: true,
      address: 'done',
      page: null,
    });
    expect(heard).toEqual([{ kind: 'open', paths }]);
  });

  test('a reply that takes its time is not lost', async () => {
    const folder = temporaryFolder();
    const profile = await openAsOwner(folder.path);
    const accepted = nextAcceptedSocket();
    profile.handleMessages(async () => {
      // The sender's end of the connection ends while its answer is still thought about.
      const socket = await accepted;
      const ended = once(socket, 'end');
      socket.resume();
      await ended;
      return { ok: true, address: 'late', page: null };
    });

    const second = await openAsSecond(folder.path);
    expect(await second.send(linkMessage)).toEqual({ ok: true, address: 'late', page: null });
  });

  test('a message that comes before there is a handler waits for it', async () => {
    const folder = temporaryFolder();
    const profile = await openAsOwner(folder.path);
    const second = await openAsSecond(folder.path);
    const reply = second.send(linkMessage);

    profile.handleMessages(() => Promise.resolve({ ok: true, address: 'https://…', page: null }));

    expect(await reply).toEqual({ ok: true, address: 'https://…', page: null });
  });

  test('a handler’s error reaches the second start, its fault as app.internal', async () => {
    const folder = temporaryFolder();
    const profile = await openAsOwner(folder.path);
    let faulty = false;
    profile.handleMessages(() =>
      faulty
        ? Promise.reject(new Error('fault'))
        : Promise.resolve({ ok: false, error: { code: 'app.unsupportedHere' } }),
    );

    const first = await openAsSecond(folder.path);
    expect(await first.send(linkMessage)).toEqual({
      ok: false,
      error: { code: 'app.unsupportedHere' },
    });
    faulty = true;
    const second = await openAsSecond(folder.path);
    expect(await second.send(linkMessage)).toEqual({
      ok: false,
      error: { code: 'app.internal' },
    });
  });

  test('many starts at once: each is answered', async () => {
    const folder = temporaryFolder();
    const profile = await openAsOwner(folder.path);
    profile.handleMessages((message) =>
      Promise.resolve({
        ok: true,
        address: message.kind === 'open' ? String(message.paths[0]) : null,
        page: null,
      }),
    );
    const names = Array.from({ length: 20 }, (_, index) => `/music/${index}.mp3`);
    const replies = await Promise.all(
      names.map(async (name) => {
        const second = await openAsSecond(folder.path);
        return second.send({ kind: 'open', paths: [name] });
      }),
    );
    expect(replies).toEqual(names.map((address) => ({ ok: true, address, page: null })));
  });

  test('an owner that was stopped does not hold up a second start for ever', async () => {
    const folder = temporaryFolder();
    await using owner = new ChildModule(ownProfile, folder.path);
    expect(await owner.nextLine()).toBe('owner');
    owner.stop();
    const clock = new FakeMonotonicClock();
    const second = await openAsSecond(folder.path, clock);
    const reply = second.send(linkMessage);
    clock.advance(replyPatienceMs);
    expect(await reply).toEqual({ ok: false, error: { code: 'profile.notAnswering' } });

    const third = await openAsSecond(folder.path, clock);
    const late = third.send(linkMessage);
    owner.goOn();
    expect(await late).toMatchObject({ ok: true });
    expect(clock.pendingTimerCount).toBe(0);
  });

  test('the next start owns the profile when the owner closed it', async () => {
    const folder = temporaryFolder();
    const first = await openAsOwner(folder.path);
    await first[Symbol.asyncDispose]();
    await openAsOwner(folder.path);
  });

  test('another process owns it until it is killed with -9; nothing stale stays', async () => {
    const folder = temporaryFolder();
    await using owner = new ChildModule(ownProfile, folder.path);
    expect(await owner.nextLine()).toBe('owner');

    const second = await openAsSecond(folder.path);
    expect(await second.send(linkMessage)).toEqual({
      ok: true,
      address: 'heard {"kind":"link","withPage":false}',
      page: null,
    });

    const third = await openAsSecond(folder.path);
    await owner.kill();
    expect(await third.send(linkMessage)).toEqual({
      ok: false,
      error: { code: 'ipc.disconnected' },
    });
    expect(existsSync(folder.file('portamento.sock'))).toBe(true);
    await openAsOwner(folder.path);
  });

  test('a folder too deep for a socket still forwards', async () => {
    const folder = temporaryFolder();
    const deep = folder.file('d'.repeat(120), 'e'.repeat(120));
    const profile = await openAsOwner(deep);
    profile.handleMessages(() => Promise.resolve({ ok: true, address: 'deep', page: null }));

    const second = await openAsSecond(deep);
    expect(await second.send(linkMessage)).toEqual({ ok: true, address: 'deep', page: null });

    const address = await socketAddress(deep);
    expect(Buffer.byteLength(address)).toBeLessThanOrEqual(100);
    expect(statSync(address).mode & 0o077).toBe(0);
  });

  test('an owner that holds the lock and does not listen: profile.inUse', async () => {
    const folder = temporaryFolder();
    using lock = ProfileLock.acquire(folder.path);
    expect(lock).not.toBeNull();
    expect(await Profile.open({ dataFolder: folder.path, patienceMs: 0 })).toEqual({
      ok: false,
      error: { code: 'profile.inUse' },
    });
  });

  test('a start waits for an owner that does not listen yet', async () => {
    const folder = temporaryFolder();
    const lock = ProfileLock.acquire(folder.path);
    const start = Profile.open({ dataFolder: folder.path, patienceMs: 60_000 });
    lock?.[Symbol.dispose]();
    const opened = await start;
    expect(opened).toMatchObject({ ok: true, value: { kind: 'owner' } });
    if (opened.ok && opened.value.kind === 'owner') await opened.value[Symbol.asyncDispose]();
  });

  test('a file where the folder should be is an error, not a crash', async () => {
    const folder = temporaryFolder();
    writeFileSync(folder.file('file'), '');
    expect(await Profile.open({ dataFolder: folder.file('file') })).toMatchObject({
      ok: false,
      error: { code: 'file.writeFailed' },
    });
  });

  test.each([
    ['no JSON', 'GET / HTTP/1.1\n'],
    ['another kind', '{"kind":"quit"}\n'],
    ['paths that are no texts', '{"kind":"open","paths":[1]}\n'],
    ['something beside', '{"kind":"link","more":1}\n'],
    ['nothing', '\n'],
  ])('a message that is %s is refused and the owner goes on', async (_, bytes) => {
    const folder = temporaryFolder();
    const profile = await openAsOwner(folder.path);
    profile.handleMessages(() => Promise.resolve({ ok: true, address: 'fine', page: null }));

    expect(await say(folder.path, bytes)).toEqual({
      ok: false,
      error: { code: 'ipc.invalidInput' },
    });
    const second = await openAsSecond(folder.path);
    expect(await second.send(linkMessage)).toEqual({ ok: true, address: 'fine', page: null });
  });

  test('a line that never ends is cut off', async () => {
    const folder = temporaryFolder();
    const profile = await openAsOwner(folder.path);
    profile.handleMessages(() => Promise.resolve({ ok: true, address: 'fine', page: null }));
    expect(await say(folder.path, 'x'.repeat(17 * 1024 * 1024))).toEqual({
      ok: false,
      error: { code: 'ipc.invalidInput' },
    });
  });

  test('the socket is closed to others', async () => {
    const folder = temporaryFolder();
    await openAsOwner(folder.path);
    expect(statSync(folder.file('portamento.sock')).mode & 0o777).toBe(0o600);
  });

  test('what is no socket at its place is replaced', async () => {
    const folder = temporaryFolder();
    writeFileSync(folder.file('lock.sqlite'), '');
    writeFileSync(folder.file('portamento.sock'), 'left over');
    await openAsOwner(folder.path);
    expect(statSync(folder.file('portamento.sock')).isSocket()).toBe(true);
  });
});
