import { describe, expect, test } from 'vitest';
import { err, ok } from '../../base/Result.ts';
import { FakeMonotonicClock } from '../../base/testing/FakeMonotonicClock.ts';
import { CallId, ClientId, EntryId, GrantId, UploadId } from '../../contract/ids.ts';
import type { Placement } from '../../contract/queue.ts';
import type { WalkBatch } from '../../library/walkFolders.ts';
import type { AppendRequest } from '../../queue/QueueWorkerApi.ts';
import { Activities } from '../Activities.ts';
import { Notices } from '../Notices.ts';
import type { ReceiverOf } from './FileReceiver.ts';
import { OpenService } from './OpenService.ts';
import { QueueReceiver, type QueueTarget } from './QueueReceiver.ts';
import { UploadDrops } from './UploadDrops.ts';

const callId = CallId.parse('call');
const { signal } = new AbortController();

class CapturingTarget implements QueueTarget {
  readonly appended: AppendRequest[] = [];
  readonly played: EntryId[] = [];
  isFull = false;
  onAppend: () => void = () => undefined;

  append(request: AppendRequest): ReturnType<QueueTarget['append']> {
    if (this.isFull) return Promise.resolve({ ok: false, error: { code: 'queue.full' } });
    this.appended.push(request);
    this.onAppend();
    const firstEntryId = EntryId.parse(`e${this.appended.length}`);
    return Promise.resolve(ok({ firstEntryId, addedCount: request.entries.length }));
  }

  playEntry(entryId: EntryId): void {
    this.played.push(entryId);
  }

  readMetadata(): void {
    return;
  }
}

function batchOf(...names: readonly string[]): WalkBatch {
  return {
    files: names.map((name) => ({
      path: `/music/${name}`,
      relativePath: name,
      kind: 'audio',
    })),
    ignoredCount: 1,
    failures: [],
    failedCount: 0,
    subject: 'Album',
  };
}

function setUp(batches: readonly WalkBatch[] = [batchOf('a', 'b'), batchOf('c')]) {
  const clock = new FakeMonotonicClock();
  const activities = new Activities(clock);
  const notices = new Notices({ now: () => new Date(0) });
  const target = new CapturingTarget();
  const receiverOf: ReceiverOf = (wanted) =>
    wanted.kind === 'queue'
      ? ok(new QueueReceiver(wanted.placement, target))
      : err({ code: 'transfer.planGone' });
  const walked: { paths: readonly string[]; confineTo: readonly string[] | null }[] = [];
  const drops = new UploadDrops(
    activities,
    {
      announce: () => ok(),
      want: () => Promise.resolve(err({ code: 'upload.gone' })),
    },
    receiverOf,
  );
  const service = new OpenService({
    activities,
    notices,
    receiverOf,
    grants: {
      resolve: (grantId) =>
        grantId === 'g1' ? { kind: 'file', path: '/music/a', confineTo: null } : null,
    },
    async *walk(paths, options) {
      walked.push({ paths, confineTo: options.confineTo });
      for (const batch of batches) {
        await Promise.resolve();
        options.signal.throwIfAborted();
        yield batch;
      }
    },
    folders: null,
    dialogs: null,
    drops,
    offers: null,
    failUpload: () => undefined,
    failRange: () => undefined,
  });
  return { activities, notices, target, walked, drops, service };
}

describe('OpenService', () => {
  test('adds batch by batch as one step of undo, and plays the first row at once', async () => {
    const { service, target } = setUp();
    const opened = await service.openDropped({
      callId,
      paths: ['/music'],
      target: { kind: 'queue', placement: { kind: 'playNow' } },
    });
    expect(opened).toEqual(ok({ addedCount: 3, ignoredCount: 2, failures: [], failedCount: 0 }));
    expect(target.appended).toHaveLength(2);
    expect(new Set(target.appended.map(({ operationId }) => operationId)).size).toBe(1);
    expect(target.played).toEqual(['e1']);
  });

  test('hands on what a playlist says of its files', async () => {
    const [song] = batchOf('a').files;
    if (song === undefined) throw new Error('No file');
    const hint = { title: 'From the list', durationMs: 61_000 };
    const { service, target } = setUp([{ ...batchOf(), files: [{ ...song, ...hint }, song] }]);
    await service.openPaths(['/music/list.m3u8'], { kind: 'append' });
    expect(target.appended[0]?.entries.map((entry) => entry.hint)).toEqual([hint, {}]);
  });

  test.each<[Placement['kind'], boolean]>([
    ['append', false],
    ['playNext', false],
    ['playNow', true],
    ['replace', true],
  ])('%s plays: %s', async (kind, plays) => {
    const { service, target } = setUp();
    const placement = { kind } as Placement;
    await service.openDropped({ callId, paths: ['/music'], target: { kind: 'queue', placement } });
    expect(target.played.length > 0).toBe(plays);
  });

  test('two openings are two steps of undo, even under one call id', async () => {
    const { service, target } = setUp([batchOf('a')]);
    const request = {
      callId,
      paths: ['/music'],
      target: { kind: 'queue', placement: { kind: 'append' } },
    } as const;
    await service.openDropped(request);
    await service.openDropped(request);
    expect(new Set(target.appended.map(({ operationId }) => operationId)).size).toBe(2);
  });

  test('is cancelled between batches, and what was added stays', async () => {
    const { service, target, activities } = setUp([batchOf('a'), batchOf('b'), batchOf('c')]);
    target.onAppend = () => activities.cancel(callId);
    const request = {
      callId,
      paths: ['/music'],
      target: { kind: 'queue', placement: { kind: 'append' } },
    } as const;
    const cancelled = { ok: false, error: { code: 'app.cancelled' } };
    expect(await service.openDropped(request)).toEqual(cancelled);
    expect(target.appended).toHaveLength(1);
    expect(activities.list).toEqual([]);
  });

  test('stops where the queue is full and says so', async () => {
    const { service, target } = setUp();
    target.isFull = true;
    expect(
      await service.openDropped({
        callId,
        paths: ['/music'],
        target: { kind: 'queue', placement: { kind: 'append' } },
      }),
    ).toEqual(
      ok({ addedCount: 0, ignoredCount: 1, failures: [{ code: 'queue.full' }], failedCount: 2 }),
    );
  });

  test('opens granted files; an id that was never given is a failure', async () => {
    const { service, walked } = setUp();
    const grantIds = [GrantId.parse('g1'), GrantId.parse('g2')];
    const request = {
      callId,
      grantIds,
      folderIds: [],
      target: { kind: 'queue', placement: { kind: 'append' } },
    } as const;
    const opened = await service.open(request, signal);
    expect(walked).toEqual([{ paths: ['/music/a'], confineTo: null }]);
    expect(opened).toMatchObject(
      ok({ addedCount: 3, failures: [{ code: 'file.notGranted' }], failedCount: 1 }),
    );
  });

  test('failures nobody asked for become notices', async () => {
    const failing = {
      ...batchOf(),
      failures: [{ code: 'file.notFound' } as const],
      failedCount: 1,
    };
    const { service, notices } = setUp([failing]);
    await service.openPaths(['/gone'], { kind: 'playNow' });
    expect(notices.list.map(({ error }) => error.code)).toEqual(['file.notFound']);
  });

  test('says what this host cannot do', async () => {
    const { service } = setUp();
    const unsupported = { ok: false, error: { code: 'app.unsupportedHere' } };
    expect(await service.browse(null, signal)).toEqual(unsupported);
    const request = {
      callId,
      kind: 'files',
      target: { kind: 'queue', placement: { kind: 'append' } },
    } as const;
    expect(await service.openWithDialog(request)).toEqual(unsupported);
  });
});

describe('drops into a browser', () => {
  const clientId = ClientId.parse('client');
  const announce = (names: readonly string[], last: boolean) => ({
    callId,
    target: { kind: 'queue', placement: { kind: 'playNow' } } as const,
    files: names.map((name) => ({
      uploadId: UploadId.parse(name.replace(/\W/g, '')),
      relativePath: name,
      sizeBytes: 5,
    })),
    last,
  });

  test('batches are one activity and one step of undo; what is no media is counted', async () => {
    const { service, target, activities } = setUp();
    await service.announce(clientId, announce(['Album/a.mp3', 'Album/cover.jpg'], false), signal);
    expect(activities.list).toMatchObject([{ subject: 'Album', doneCount: 1 }]);
    const outcome = await service.announce(clientId, announce(['Album/b.flac'], true), signal);
    expect(outcome).toMatchObject(ok({ addedCount: 2, ignoredCount: 1 }));
    expect(activities.list).toEqual([]);
    expect(new Set(target.appended.map(({ operationId }) => operationId)).size).toBe(1);
    expect(target.appended[0]?.entries[0]?.fileName).toBe('a.mp3');
    expect(target.played).toHaveLength(1);
  });

  test('a cancelled drop takes no more', async () => {
    const { service, target, activities } = setUp();
    await service.announce(clientId, announce(['a.mp3'], false), signal);
    activities.cancel(callId);
    // The page may never send another batch.
    await expect.poll(() => activities.list).toEqual([]);
    for (const last of [false, true]) {
      const outcome = await service.announce(clientId, announce(['b.mp3'], last), signal);
      expect(outcome).toEqual({ ok: false, error: { code: 'app.cancelled' } });
    }
    expect(target.appended).toHaveLength(1);
    expect(activities.list).toEqual([]);
  });

  test('a drop that is cancelled in mid-batch ends when the batch is there', async () => {
    const { service, target, activities } = setUp();
    target.onAppend = () => activities.cancel(callId);
    const outcome = await service.announce(clientId, announce(['a.mp3'], false), signal);
    expect(outcome).toMatchObject(ok({ addedCount: 1 }));
    await expect.poll(() => activities.list).toEqual([]);
  });

  test.each([false, true])(
    'a batch that comes again is answered as before and added once (last: %s)',
    async (last) => {
      const { service, target, activities } = setUp();
      await service.announce(clientId, announce(['a.mp3'], false), signal);
      const batch = announce(['b.mp3', 'cover.jpg'], last);
      const answers = await Promise.all([
        service.announce(clientId, batch, signal),
        service.announce(clientId, batch, signal),
      ]);
      answers.push(await service.announce(clientId, batch, signal));
      for (const answer of answers) {
        expect(answer).toMatchObject(ok({ addedCount: 2, ignoredCount: 1 }));
      }
      expect(target.appended).toHaveLength(2);
      expect(activities.list).toHaveLength(last ? 0 : 1);
    },
  );

  test('one call id after the other names two drops', async () => {
    const { service, target } = setUp();
    await service.announce(clientId, announce(['a.mp3'], true), signal);
    const outcome = await service.announce(clientId, announce(['b.mp3'], true), signal);
    expect(outcome).toMatchObject(ok({ addedCount: 1 }));
    expect(new Set(target.appended.map(({ operationId }) => operationId)).size).toBe(2);
  });

  test('a page that goes leaves no activity', async () => {
    const { service, drops, activities } = setUp();
    await service.announce(clientId, announce(['a.mp3'], false), signal);
    drops.clientGone(clientId);
    expect(activities.list).toEqual([]);
  });
});
