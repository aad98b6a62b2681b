import { mkdir, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ChildModule } from './base/testing/ChildModule.ts';
import { TemporaryFolder } from './base/testing/TemporaryFolder.ts';
import { Profile } from './state/Profile.ts';

// A start loads every room; beside other tests on a small machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

describe('main', () => {
  let folder: TemporaryFolder;
  let started: AsyncDisposableStack;

  beforeEach(() => {
    started = new AsyncDisposableStack();
    folder = started.use(new TemporaryFolder());
  });

  afterEach(() => started.disposeAsync());

  const launch = (...args: readonly string[]) =>
    started.use(
      new ChildModule(
        new URL('./shell/testing/startMain.ts', import.meta.url),
        '--data-folder',
        folder.file('profile'),
        ...args,
      ),
    );

  test('opens its window, though Electron is ready only after the entry was evaluated', async () => {
    const host = launch();
    expect(await host.nextLine()).toBe(`userData ${folder.file('profile', 'browser')}`);
    expect(await host.nextLine()).toBe('window portamento://app/');
  });

  test('says why it cannot start', async () => {
    await writeFile(folder.file('profile'), 'no folder');
    const host = launch();
    expect(await host.nextLine()).toMatch(
      /^Portamento could not start: The data folder “profile” cannot be/,
    );
    expect(await host.nextLine()).toBe('file.writeFailed, profile, ENOTDIR');
  });

  test('says why it cannot start when only then something fails', async () => {
    await mkdir(folder.file('profile'));
    await writeFile(folder.file('profile', 'lock.sqlite'), '');
    await writeFile(folder.file('profile', 'art'), 'no folder');
    const host = launch();
    await host.nextLine();
    expect(await host.nextLine()).toMatch(/^Portamento could not start: Something unexpected/);
    expect(await host.nextLine()).toMatch(/^app\.internal, /);
  });

  test('shows the browser a host that runs without a window, and ends', async () => {
    const owner = await Profile.open({ dataFolder: folder.file('profile') });
    if (!owner.ok || owner.value.kind !== 'owner') throw new Error('It is in use');
    started.use(owner.value);
    const page = folder.file('page.html');
    owner.value.handleMessages(() => Promise.resolve({ ok: true, address: null, page }));
    const host = launch();
    expect(await host.nextLine()).toBe(`opened ${page}`);
    await expect(host.nextLine()).rejects.toThrow('ended');
  });
});
