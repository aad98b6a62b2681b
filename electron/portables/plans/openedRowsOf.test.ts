import { expect, test } from 'vitest';
import { DeviceId, EntryId, StorageId, UploadId } from '../../contract/ids.ts';
import type { EntryLocation, ExportRow } from '../../queue/QueueEntry.ts';
import { openedRowsOf } from './openedRowsOf.ts';

const [here, elsewhere] = [DeviceId.parse('here'), DeviceId.parse('elsewhere')];

function row(fileName: string, location: EntryLocation): ExportRow {
  const entryId = EntryId.parse('e1');
  return { entryId, location, fileName, durationMs: null, title: null, artist: null };
}

test('rows are files wherever they are, but on the player itself', () => {
  const uploadId = UploadId.parse('u');
  const place = { storageId: StorageId.parse('card'), path: ['c.mp3'] };
  const rows = [
    row('a.mp3', { kind: 'path', path: '/music/a.mp3' }),
    row('b.mp3', { kind: 'upload', uploadId, relativePath: 'Album/b.mp3', sizeBytes: 7 }),
    row('c.mp3', { kind: 'device', deviceId: elsewhere, ...place }),
    row('d.mp3', { kind: 'device', deviceId: here, ...place }),
  ];
  expect(openedRowsOf(rows, here)).toEqual({
    opened: [
      { kind: 'path', path: '/music/a.mp3', relativePath: 'a.mp3' },
      { kind: 'upload', uploadId, relativePath: 'b.mp3', sizeBytes: 7 },
      { kind: 'device', place: { deviceId: elsewhere, ...place }, relativePath: 'c.mp3' },
    ],
    failures: [{ code: 'transfer.sameDevice', subject: 'd.mp3' }],
  });
});
