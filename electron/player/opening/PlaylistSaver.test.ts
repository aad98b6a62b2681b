import { expect, test } from 'vitest';
import { ok } from '../../base/Result.ts';
import { FakeMonotonicClock } from '../../base/testing/FakeMonotonicClock.ts';
import { CallId, EntryId, FolderId, UploadId } from '../../contract/ids.ts';
import type { ExportRow } from '../../queue/QueueEntry.ts';
import { Activities } from '../Activities.ts';
import { PlaylistSaver } from './PlaylistSaver.ts';

function rowOf(name: string, location: ExportRow['location']): ExportRow {
  const entryId = EntryId.parse('e1');
  return { entryId, location, fileName: name, durationMs: null, title: null, artist: null };
}

function onDisk(name: string): ExportRow {
  return rowOf(name, { kind: 'path', path: `/music/${name}` });
}

function dropped(name: string): ExportRow {
  const uploadId = UploadId.parse(name);
  return rowOf(name, { kind: 'upload', uploadId, relativePath: name, sizeBytes: 1 });
}

/** Saves a queue of these batches; `writtenPaths` is `null` while nothing was written. */
async function save(batches: readonly (readonly ExportRow[])[]) {
  let writtenPaths: string[] | null = null;
  const saver = new PlaylistSaver({
    activities: new Activities(new FakeMonotonicClock()),
    queue: {
      snapshot: { count: batches.flat().length },
      exportRows: async (onBatch) => {
        for (const batch of batches) await onBatch(batch);
        return ok(undefined);
      },
    },
    writePlaylist: async (_path, entries) => {
      writtenPaths = [];
      for await (const { path } of entries) writtenPaths.push(path);
      return ok();
    },
    folders: { resolve: () => Promise.resolve(ok('/lists')) },
    dialogs: null,
    now: () => new Date(0),
  });
  const target = {
    callId: CallId.parse('save'),
    folderId: FolderId.parse('lists'),
    name: 'Mix',
    format: 'm3u8',
    overwrite: true,
  } as const;
  const outcome = await saver.saveToFolder(target, new AbortController().signal);
  return { outcome, writtenPaths };
}

test('says how many rows a playlist cannot name, and writes the others in their order', async () => {
  const batches = [[dropped('x'), onDisk('a')], [dropped('y')], [onDisk('b'), onDisk('c')]];
  expect(await save(batches)).toEqual({
    outcome: ok({ fileName: 'Mix.m3u8', leftOutCount: 2 }),
    writtenPaths: ['/music/a', '/music/b', '/music/c'],
  });
});

test('writes nothing when no row can be named', async () => {
  expect(await save([[dropped('x')], [dropped('y')]])).toMatchObject({
    outcome: { ok: false, error: { code: 'playlist.noPaths' } },
    writtenPaths: null,
  });
});
