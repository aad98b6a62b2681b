import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { FakeMonotonicClock } from '../../base/testing/FakeMonotonicClock.ts';
import { TemporaryFolder } from '../../base/testing/TemporaryFolder.ts';
import { ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import { DeviceId, FolderId } from '../../contract/ids.ts';
import { volumeId } from '../../devices/providers/mass-storage/volumes/volumeId.ts';
import { FakeDevice } from '../../devices/testing/fake/FakeDevice.ts';
import { valueOf } from '../../devices/testing/valueOf.ts';
import { DeviceMemory } from '../../state/DeviceMemory.ts';
import { createSourceActs } from './createSourceActs.ts';

const clock = new FakeMonotonicClock();
const browsed = { kind: 'browsed', folderId: FolderId.parse('f') } as const;
let memory: DeviceMemory;
/** What looking at all places again finds. */
let found: ReturnType<typeof playerAt>[];
let onRefresh: () => void;
let onCheck: () => void;
let acts: ReturnType<typeof createSourceActs>;
const sourcesChanged = vi.fn();
const forget = vi.fn<(deviceId: DeviceId) => Promise<Result<void, AppError>>>();
const { signal } = new AbortController();

function playerAt(location: string, deviceId: string) {
  const { identity } = new FakeDevice({ clock });
  return { identity: { ...identity, deviceId: DeviceId.parse(deviceId) }, location };
}

beforeEach(async () => {
  const folder = new TemporaryFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  memory = await DeviceMemory.open({ folder: folder.path });
  found = [];
  onRefresh = () => undefined;
  onCheck = () => undefined;
  sourcesChanged.mockClear();
  forget.mockReset().mockResolvedValue(ok());
  acts = createSourceActs({
    registry: {
      get devices() {
        return found;
      },
      get known() {
        return found;
      },
      refresh() {
        onRefresh();
        return Promise.resolve();
      },
    },
    memory,
    sourcesChanged,
    forget,
    checkHost: () => {
      onCheck();
      return Promise.resolve(ok());
    },
    folders: { resolve: () => Promise.resolve(ok('/music/walkman')) },
    dialogs: null,
  });
});

describe('the player that was added', () => {
  test('is the one at that place, not one that came at the same time', async () => {
    onRefresh = () => {
      found = [playerAt('usb 1-2', 'here'), playerAt('nas.local 2-1', 'there')];
    };
    expect(valueOf(await acts.addHost('nas.local', signal))).toEqual({ deviceId: 'there' });
  });

  test('is none of several', async () => {
    found = [playerAt('nas.local 2-1', 'one'), playerAt('nas.local 2-2', 'two')];
    expect(valueOf(await acts.addHost('nas.local', signal))).toEqual({ deviceId: null });
  });

  test('is the folder itself', async () => {
    const deviceId = volumeId('folder', '/music/walkman');
    found = [playerAt('usb 1-2', 'here'), playerAt('walkman', deviceId)];
    expect(valueOf(await acts.addFolder(browsed))).toEqual({ deviceId });
  });
});

describe('a place that is known already', () => {
  test.each(['nas.local', ' NAS.local:3240 '])('is not added again as "%s"', async (address) => {
    valueOf(await acts.addHost('nas.local', signal));
    found = [playerAt('nas.local 2-1', 'there')];
    expect(valueOf(await acts.addHost(address, signal))).toEqual({ deviceId: 'there' });
    expect(memory.sources).toHaveLength(1);
    expect(sourcesChanged).toHaveBeenCalledTimes(1);
  });

  test('is another one at another port', async () => {
    valueOf(await acts.addHost('nas.local', signal));
    valueOf(await acts.addHost('nas.local:4000', signal));
    expect(memory.sources).toHaveLength(2);
  });

  test('is a folder that was added before', async () => {
    valueOf(await acts.addFolder(browsed));
    valueOf(await acts.addFolder(browsed));
    expect(memory.sources).toHaveLength(1);
  });
});

describe('a place that is taken away', () => {
  const removeOnly = () =>
    acts.removeSource(memory.sources[0]?.sourceId ?? expect.fail('it is not there'));

  test('takes the folder that is a player along, once nothing looks at it', async () => {
    const deviceId = volumeId('folder', '/music/walkman');
    found = [playerAt('usb 1-2', 'here'), playerAt('walkman', deviceId)];
    valueOf(await acts.addFolder(browsed));
    onRefresh = () => {
      expect(memory.sources).toEqual([]);
      expect(forget).not.toHaveBeenCalled();
    };
    valueOf(await removeOnly());
    expect(forget.mock.calls).toEqual([[deviceId]]);
  });

  test('forgets nobody where a folder was never found, nor the players of another machine', async () => {
    valueOf(await acts.addFolder(browsed));
    valueOf(await removeOnly());
    found = [playerAt('nas.local 2-1', 'there')];
    valueOf(await acts.addHost('nas.local', signal));
    valueOf(await removeOnly());
    expect(memory.sources).toEqual([]);
    expect(forget).not.toHaveBeenCalled();
  });
});

describe('what is called off', () => {
  test('after the other machine answered is not added', async () => {
    const calling = new AbortController();
    onCheck = () => calling.abort();
    expect(await acts.addHost('nas.local', calling.signal)).toMatchObject({
      error: { code: 'app.cancelled' },
    });
    expect(sourcesChanged).not.toHaveBeenCalled();
  });

  test('while its players are looked for is taken back, unless it was known before', async () => {
    const calling = new AbortController();
    onRefresh = () => calling.abort();
    const cancelled = { error: { code: 'app.cancelled' } };
    expect(await acts.addHost('nas.local', calling.signal)).toMatchObject(cancelled);
    expect(memory.sources).toEqual([]);
    onRefresh = () => undefined;
    valueOf(await acts.addHost('nas.local', signal));
    const again = new AbortController();
    onRefresh = () => again.abort();
    expect(await acts.addHost('nas.local', again.signal)).toMatchObject(cancelled);
    expect(memory.sources).toHaveLength(1);
  });
});
