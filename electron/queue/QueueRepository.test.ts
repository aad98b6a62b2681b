import { describe, expect, test } from 'vitest';
import { ArtId, DeviceId, type EntryId, UploadId } from '../contract/ids.ts';
import type { QueueSelection } from '../contract/queue.ts';
import { deviceLocation, metadataWith, newEntry } from './testing/newEntry.ts';
import { nobody, some, valueOf } from './testing/TestQueue.ts';
import { emptyQueue, queueOf } from './testing/queueOf.ts';

describe('rows', () => {
  test('an entry is given back as it was put in', () => {
    const queue = emptyQueue();
    const uploadId = UploadId.parse('upload-1');
    const location = { kind: 'upload', uploadId, relativePath: 'A/b.mp3', sizeBytes: 7 } as const;
    const metadata = {
      tags: { title: 'Título', artist: '艺术家', year: 1999 },
      format: { codec: 'FLAC', sampleRateHz: 96_000, lossless: true },
      durationMs: 1_234.6,
      artId: ArtId.parse('a'.repeat(40)),
      hasVideo: true,
    };
    const [entryId = nobody] = queue.addBatch('drop', [{ location, fileName: 'b.mp3', metadata }]);
    expect(queue.repository.entry(entryId)).toEqual({
      entryId,
      location,
      fileName: 'b.mp3',
      ...metadata,
      durationMs: 1_235,
      metadataKnown: true,
      errorCode: null,
    });
    expect(queue.rows()).toEqual([
      {
        entryId,
        index: 0,
        fileName: 'b.mp3',
        title: 'Título',
        artist: '艺术家',
        album: null,
        durationMs: 1_235,
        artId: metadata.artId,
        hasVideo: true,
        errorCode: null,
      },
    ]);
    expect(queue.repository.entry(nobody)).toBeNull();
    expect(queue.repository.indexOf(nobody)).toBeNull();
  });

  test('the snapshot counts rows, known durations, and rows without', () => {
    const { queue, ids } = queueOf('abc');
    const snapshot = () => queue.repository.snapshot();
    expect(snapshot()).toMatchObject({ count: 3, durationMs: 0, untimedCount: 3 });
    const durations = [
      ['a', 1_000],
      ['b', 2_000],
    ] as const;
    queue.repository.updateMetadata(
      durations.map(([name, durationMs]) => ({
        entryId: ids[name] ?? nobody,
        metadata: metadataWith({}, durationMs),
      })),
    );
    expect(snapshot()).toMatchObject({ count: 3, durationMs: 3_000, untimedCount: 1 });
    valueOf(queue.repository.remove(some(ids['b'] ?? nobody)));
    expect(snapshot()).toMatchObject({ count: 2, durationMs: 1_000, untimedCount: 1 });
    valueOf(queue.repository.remove(some(ids['c'] ?? nobody)));
    expect(snapshot()).toMatchObject({ count: 1, durationMs: 1_000, untimedCount: 0 });
    valueOf(queue.repository.undo());
    expect(snapshot()).toMatchObject({ count: 2, durationMs: 1_000, untimedCount: 1 });
  });

  test('rows whose file was not read are told by age until it is', () => {
    const { queue, ids } = queueOf('abc');
    valueOf(queue.repository.remove(some(ids['a'] ?? nobody)));
    const unread = (afterEntryId: EntryId | null = null) =>
      queue.repository
        .entriesWithoutMetadata({ kind: 'path', afterEntryId, limit: 10 })
        .map(({ fileName }) => fileName);
    expect(unread()).toEqual(['b', 'c']);
    expect(unread(ids['b'])).toEqual(['c']);
    queue.repository.updateMetadata([{ entryId: ids['b'] ?? nobody, metadata: metadataWith({}) }]);
    expect(unread()).toEqual(['c']);
  });

  test('what a playlist says is shown until the file was read, and where that says nothing', () => {
    const queue = emptyQueue();
    const hint = { title: 'From the list', durationMs: 61_000 };
    const [read = nobody, bare = nobody, unread = nobody] = queue.addBatch(
      'drop',
      ['a', 'b', 'c'].map((name) => ({ ...newEntry(name), hint })),
    );
    const shown = () => queue.rows().map(({ title, durationMs }) => ({ title, durationMs }));
    const hinted = { title: hint.title, durationMs: hint.durationMs };
    expect(shown()).toEqual([hinted, hinted, hinted]);
    expect(queue.repository.snapshot().durationMs).toBe(183_000);
    expect(queue.names('from the list')).toEqual(['a', 'b', 'c']);

    const metadata = metadataWith({ title: 'Its own', artist: 'Somebody' }, 60_000);
    queue.repository.updateMetadata([
      { entryId: read, metadata },
      { entryId: bare, metadata: metadataWith({ artist: 'Somebody' }) },
    ]);
    expect(shown()).toEqual([{ title: 'Its own', durationMs: 60_000 }, hinted, hinted]);
    expect(queue.repository.entry(bare)?.tags).toEqual({ title: hint.title, artist: 'Somebody' });
    expect(queue.repository.entry(unread)?.metadataKnown).toBe(false);
    expect(queue.names('from the list')).toEqual(['b', 'c']);
  });

  test('dropped files are told apart from those of this machine and of players, and told while their page is there', () => {
    const queue = emptyQueue();
    const uploads = ['one', 'two'].map((id) => UploadId.parse(id));
    const [gone = UploadId.parse('x')] = uploads;
    queue.addBatch('drop', [
      ...uploads.map((uploadId) => ({
        location: { kind: 'upload', uploadId, relativePath: 'a', sizeBytes: 1 } as const,
        fileName: uploadId,
      })),
      { location: deviceLocation('device'), fileName: 'device' },
      newEntry('path'),
    ]);
    const unread = (kind: 'path' | 'upload') =>
      queue.repository
        .entriesWithoutMetadata({ kind, afterEntryId: null, limit: 10 })
        .map(({ fileName }) => fileName);
    expect([unread('path'), unread('upload')]).toEqual([['path'], ['one', 'two']]);
    queue.repository.setUploadErrors([gone], 'upload.gone');
    expect(unread('upload')).toEqual(['two']);
    queue.repository.uploadsBack([gone]);
    expect(unread('upload')).toEqual(['one', 'two']);
  });

  test('errors of uploads are set by upload, or for all', () => {
    const queue = emptyQueue();
    const uploads = ['one', 'two'].map((id) => UploadId.parse(id));
    const [one = UploadId.parse('x')] = uploads;
    const ids = queue.addBatch('drop', [
      ...uploads.map((uploadId) => ({
        location: { kind: 'upload', uploadId, relativePath: 'a', sizeBytes: 1 } as const,
        fileName: 'a',
      })),
      newEntry('path'),
    ]);
    const codes = () => queue.rows().map(({ errorCode }) => errorCode);
    queue.repository.setUploadErrors([one], 'upload.gone');
    expect(codes()).toEqual(['upload.gone', null, null]);
    queue.repository.setUploadErrors('all', 'file.readFailed');
    expect(codes()).toEqual(['file.readFailed', 'file.readFailed', null]);
    queue.repository.setError(ids[0] ?? nobody, null);
    expect(codes()).toEqual([null, 'file.readFailed', null]);
  });

  test('uploads are known by id, name and size; what is back is not gone, and fails as before', () => {
    const queue = emptyQueue();
    const ids = queue.addBatch(
      'drop',
      ['one', 'two', 'three'].map((id) => ({
        location: {
          kind: 'upload',
          uploadId: UploadId.parse(id),
          relativePath: `A/${id}`,
          sizeBytes: 1,
        } as const,
        fileName: id,
      })),
    );
    const file = (id: string, also: { relativePath?: string; sizeBytes?: number } = {}) => ({
      uploadId: UploadId.parse(id),
      relativePath: `A/${id}`,
      sizeBytes: 1,
      ...also,
    });
    const offered = [
      file('one'),
      file('two', { sizeBytes: 2 }),
      file('three', { relativePath: 'three' }),
      file('four'),
    ];
    expect(queue.repository.knownUploads(offered)).toEqual(['one']);

    queue.repository.setUploadErrors('all', 'upload.gone');
    queue.repository.setError(ids[1] ?? nobody, 'media.decodeFailed');
    queue.repository.uploadsBack(['one', 'two'].map((id) => UploadId.parse(id)));
    expect(queue.rows().map(({ errorCode }) => errorCode)).toEqual([
      null,
      'media.decodeFailed',
      'upload.gone',
    ]);
  });

  test('a file on a player is given back as it was put in, whatever its names', () => {
    const queue = emptyQueue();
    const location = { ...deviceLocation('b'), path: ['Mus"ic', 'a/b\0.mp3'] };
    const [entryId = nobody] = queue.addBatch('drop', [{ location, fileName: 'b.mp3' }]);
    expect(queue.repository.entry(entryId)?.location).toEqual(location);
  });

  test('errors of players are set by player, or for all', () => {
    const queue = emptyQueue();
    queue.addBatch('drop', [
      { location: deviceLocation('a', 'one'), fileName: 'a' },
      { location: deviceLocation('b', 'two'), fileName: 'b' },
      newEntry('path'),
    ]);
    const codes = () => queue.rows().map(({ errorCode }) => errorCode);
    queue.repository.setDeviceErrors('all', 'device.notFound');
    expect(codes()).toEqual(['device.notFound', 'device.notFound', null]);
    queue.repository.setDeviceErrors(DeviceId.parse('two'), null);
    expect(codes()).toEqual(['device.notFound', null, null]);
  });

  test('chosen rows are told in order, up to a number', () => {
    const { queue, ids } = queueOf('abcd');
    const names = (selection: QueueSelection, limit = 10) =>
      valueOf(queue.repository.rowsOf(selection, limit)).map(({ fileName }) => fileName);
    const except = [ids['b'] ?? nobody];
    expect(names(some(ids['c'] ?? nobody, ids['a'] ?? nobody))).toEqual(['a', 'c']);
    expect(names({ kind: 'all', except })).toEqual(['a', 'c', 'd']);
    expect(names({ kind: 'all', except }, 2)).toEqual(['a', 'c']);
    const { revision } = queue.repository.snapshot();
    valueOf(queue.repository.remove(some(ids['a'] ?? nobody)));
    const range = { kind: 'range', revision, firstIndex: 0, lastIndex: 1 } as const;
    expect(queue.repository.rowsOf(range, 10)).toEqual({
      ok: false,
      error: { code: 'queue.changed' },
    });
  });

  test('what another version wrote and this one does not know is left out', () => {
    const { queue, ids } = queueOf('a');
    queue.database.exec(
      `UPDATE entry SET errorCode = 'file.future', tags = '{"mood": 1}', format = '[]', artId = 'x'`,
    );
    expect(queue.repository.entry(ids['a'] ?? nobody)).toMatchObject({
      errorCode: null,
      tags: {},
      format: {},
      artId: null,
    });
    expect(queue.rows()[0]).toMatchObject({ errorCode: null, artId: null });
  });
});

describe('search', () => {
  test('finds each word anywhere, whatever case and accents, with places in the whole queue', () => {
    const queue = emptyQueue();
    const tags = [
      { title: 'Jóga', artist: 'Björk', album: 'Homogenic' },
      { title: 'Army of Me', artist: 'BJORK', album: 'Post' },
      { title: 'Posten', artist: 'Somebody' },
    ];
    queue.addBatch(
      'drop',
      tags.map((tag, index) => ({ ...newEntry(`${index}.mp3`), metadata: metadataWith(tag) })),
    );
    const found = (search: string) => queue.rows(search).map(({ index }) => index);
    expect(found('björk')).toEqual([0, 1]);
    expect(found('POST')).toEqual([1, 2]);
    expect(found('post bj')).toEqual([1]);
    expect(found('2.mp')).toEqual([2]);
    expect(found('nobody')).toEqual([]);
    expect(found("' OR 1 --")).toEqual([]);
    expect(found('%')).toEqual([]);
    expect(found('   ')).toEqual([0, 1, 2]);
  });

  test('follows what changes', () => {
    const { queue, ids } = queueOf('abc');
    expect(queue.names('song')).toEqual([]);
    queue.repository.updateMetadata([
      { entryId: ids['c'] ?? nobody, metadata: metadataWith({ title: 'Song' }) },
    ]);
    expect(queue.names('song')).toEqual(['c']);
    valueOf(queue.repository.move(some(ids['c'] ?? nobody), ids['a'] ?? null));
    expect(queue.rows('song')).toMatchObject([{ fileName: 'c', index: 0 }]);
  });

  test('is read by page', () => {
    const queue = emptyQueue();
    queue.add(Array.from({ length: 30 }, (_, index) => (index % 3 === 0 ? 'yes' : 'no')));
    expect(queue.repository.page({ offset: 8, limit: 5, search: 'yes' })).toMatchObject({
      count: 10,
      offset: 8,
      rows: [{ index: 24 }, { index: 27 }],
    });
  });
});
