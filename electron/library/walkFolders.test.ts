import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  renameSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeMedia } from '../files/testing/makeMedia.ts';
import { TemporaryFolder } from '../base/testing/TemporaryFolder.ts';
import { type WalkBatch, walkFolders, type WalkOptions } from './walkFolders.ts';

// Making media, threads and thousands of files take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: TemporaryFolder;
beforeEach(() => (folder = new TemporaryFolder()));
afterEach(() => folder[Symbol.dispose]());

const inFolder = (name: string) => join(folder.path, name);

function put(name: string, content = 'x'): string {
  mkdirSync(dirname(inFolder(name)), { recursive: true });
  writeFileSync(inFolder(name), content);
  return inFolder(name);
}

async function walk(
  paths: readonly string[],
  confineTo: readonly string[] | null = null,
  accepts: WalkOptions['accepts'] = 'media',
) {
  const batches: WalkBatch[] = [];
  const { signal } = new AbortController();
  const options = { signal, confineTo, accepts };
  for await (const batch of walkFolders(paths, options)) batches.push(batch);
  const files = batches.flatMap((batch) => batch.files);
  const sum = (count: (batch: WalkBatch) => number) =>
    batches.reduce((total, batch) => total + count(batch), 0);
  return {
    files,
    names: files.map(({ path }) => path.slice(folder.path.length + 1)),
    ignoredCount: sum((batch) => batch.ignoredCount),
    failedCount: sum((batch) => batch.failedCount),
    failures: batches.flatMap((batch) => batch.failures),
    batches,
  };
}

describe('folders', () => {
  test('are walked in natural order, files before folders', async () => {
    for (const name of ['Track 10.mp3', 'Track 2.flac', 'cd 10/1.mp3', 'cd 2/1.mp3', 'clip.mkv'])
      put(name);
    const { names, files } = await walk([folder.path]);
    expect(names).toEqual([
      'clip.mkv',
      'Track 2.flac',
      'Track 10.mp3',
      'cd 2/1.mp3',
      'cd 10/1.mp3',
    ]);
    expect(files.map(({ kind }) => kind)).toEqual(['video', 'audio', 'audio', 'audio', 'audio']);
  });

  test('hidden files are skipped; covers, texts and pipes are ignored', async () => {
    for (const name of [
      'a.mp3',
      '.hidden.mp3',
      '._a.mp3',
      '.DS_Store',
      '.cache/b.mp3',
      'cover.jpg',
      'notes.txt',
    ])
      put(name);
    execFileSync('mkfifo', [inFolder('pipe.mp3')]);
    expect(await walk([folder.path])).toMatchObject({
      names: ['a.mp3'],
      ignoredCount: 3,
      failedCount: 0,
    });
  });

  test('links that lead in circles end; a folder reached twice is walked once', async () => {
    put('music/a.mp3');
    symlinkSync('..', inFolder('music/up'));
    symlinkSync('music', inFolder('again'));
    symlinkSync('nowhere.mp3', inFolder('broken.mp3'));
    const { names, failures } = await walk([folder.path]);
    expect(names).toEqual(['again/a.mp3']);
    expect(failures).toEqual([{ code: 'file.notFound', subject: 'broken.mp3' }]);
  });

  test('a name that is no UTF-8 is reported, the rest is walked', async () => {
    put('good.mp3');
    writeFileSync(
      Buffer.concat([Buffer.from(`${folder.path}/bad-`), Buffer.from([0xff]), Buffer.from('.mp3')]),
      'x',
    );
    const { names, failures } = await walk([folder.path]);
    expect(names).toEqual(['good.mp3']);
    expect(failures).toEqual([{ code: 'file.nameNotUnicode', subject: 'bad-\ufffd.mp3' }]);
  });

  test('a folder as deep as paths get is walked until its name is too long', async () => {
    const name = 'd'.repeat(200);
    put('0.mp3');
    let deep = '.';
    execFileSync('mkdir', [join(folder.path, name)]);
    for (let depth = 0; depth < 15; depth += 1) deep = join(deep, name);
    execFileSync('mkdir', ['-p', deep], { cwd: folder.path });
    // Beyond what one system call can name, a folder is put in from outside.
    mkdirSync(inFolder('side'));
    put(`side/${name}/${name}/${name}/${name}/${name}/${name}/end.mp3`);
    renameSync(inFolder('side'), join(folder.path, deep, 'side'));
    const { names, failures } = await walk([folder.path]);
    expect(names).toEqual(['0.mp3']);
    expect(failures).toMatchObject([{ code: 'file.nameTooLong' }]);
  });
});

describe('what is named itself', () => {
  test('is judged by its content when its name says nothing', async () => {
    copyFileSync(await makeMedia({ format: 'mp3' }), inFolder('no extension'));
    copyFileSync(await makeMedia({ format: 'mp4' }), inFolder('film.dat'));
    put('notes.txt', 'only words');
    put('.hidden.mp3');
    const names = ['no extension', 'film.dat', 'notes.txt', '.hidden.mp3'];
    expect(await walk(names.map(inFolder))).toMatchObject({
      names: ['no extension', 'film.dat', '.hidden.mp3'],
      files: [{ kind: 'audio' }, { kind: 'video' }, { kind: 'audio' }],
      ignoredCount: 1,
    });
  });

  test('missing, and a pipe, are failures', async () => {
    execFileSync('mkfifo', [inFolder('pipe.mp3')]);
    const { failures } = await walk([inFolder('gone.mp3'), inFolder('pipe.mp3')]);
    expect(failures).toMatchObject([
      { code: 'file.notFound', subject: 'gone.mp3' },
      { code: 'file.notRegular', subject: 'pipe.mp3' },
    ]);
  });

  test('what is really outside is refused when the walk is confined', async () => {
    put('inside/a.mp3');
    const secret = put('outside/secret.mp3');
    symlinkSync(secret, inFolder('inside/link.mp3'));
    symlinkSync(inFolder('outside'), inFolder('inside/linked'));
    put('inside/named.m3u8', `../outside/secret.mp3\n${secret}\n`);
    const { names, failures } = await walk(
      [inFolder('inside'), inFolder('inside/../outside'), inFolder('inside/named.m3u8')],
      [inFolder('inside')],
    );
    expect(names).toEqual(['inside/a.mp3']);
    expect(failures.map(({ code }) => code)).toEqual(Array(5).fill('file.notGranted'));
  });
});

describe('playlists', () => {
  test('are expanded in place, with what they say of their files', async () => {
    put('a.mp3');
    put('sub/b.flac');
    put('album/1.mp3');
    put('nested.pls', '[playlist]\nFile1=sub\\b.flac\nTitle1=Bee\n');
    put('list.m3u', '#EXTINF:5,Ay\na.mp3\nhttp://radio/x\nnested.pls\nalbum\nmissing.mp3\n');
    const { files, ignoredCount, failures } = await walk([inFolder('list.m3u')]);
    expect(files).toEqual([
      {
        path: inFolder('a.mp3'),
        relativePath: 'a.mp3',
        kind: 'audio',
        title: 'Ay',
        durationMs: 5_000,
      },
      { path: inFolder('sub/b.flac'), relativePath: 'b.flac', kind: 'audio', title: 'Bee' },
      { path: inFolder('album/1.mp3'), relativePath: 'album/1.mp3', kind: 'audio' },
    ]);
    expect(ignoredCount).toBe(1);
    expect(failures).toMatchObject([{ code: 'file.notFound', subject: 'missing.mp3' }]);
  });

  test('that name each other, or nest too deep, end', async () => {
    put('a.m3u', 'b.m3u\nb.m3u\n');
    put('b.m3u', 'a.m3u\n');
    for (let depth = 0; depth < 8; depth += 1) put(`deep${depth}.m3u`, `deep${depth + 1}.m3u\n`);
    const circle = await walk([inFolder('a.m3u')]);
    expect(circle.failures).toMatchObject([{ code: 'playlist.tooDeep', subject: 'a.m3u' }]);
    const deep = await walk([inFolder('deep0.m3u')]);
    expect(deep.failures).toMatchObject([{ code: 'playlist.tooDeep', subject: 'deep5.m3u' }]);
  });

  test('in a folder with media are ignored, in a folder of playlists they are opened', async () => {
    put('album/1.mp3');
    put('album/album.m3u', '1.mp3\n');
    expect(await walk([inFolder('album')])).toMatchObject({
      names: ['album/1.mp3'],
      ignoredCount: 1,
    });
    put('lists/best.m3u', '../album/1.mp3\n');
    expect(await walk([inFolder('lists')])).toMatchObject({
      files: [{ path: inFolder('album/1.mp3') }],
    });
  });

  test('that are no text, or huge, are refused', async () => {
    put('noise.m3u', '\0\x01\x02');
    put('huge.m3u');
    truncateSync(inFolder('huge.m3u'), 11 * 1_048_576);
    const { failures } = await walk([inFolder('noise.m3u'), inFolder('huge.m3u')]);
    expect(failures).toMatchObject([{ code: 'playlist.unreadable' }, { code: 'file.tooLarge' }]);
  });
});

describe('a walk that accepts everything', () => {
  test('takes files of every kind as they are, and says where in the folder they were', async () => {
    put('Album/CD 1/01.mp3');
    put('Album/cover.jpg');
    put('Album/list.m3u8', 'CD 1/01.mp3');
    put('notes.txt');
    execFileSync('mkfifo', [inFolder('Album/pipe')]);
    const { files, ignoredCount } = await walk(
      [inFolder('Album'), inFolder('notes.txt')],
      null,
      'everything',
    );
    expect(files.map(({ relativePath, kind }) => [relativePath, kind])).toEqual([
      ['Album/cover.jpg', 'other'],
      ['Album/list.m3u8', 'playlist'],
      ['Album/CD 1/01.mp3', 'audio'],
      ['notes.txt', 'other'],
    ]);
    expect(ignoredCount).toBe(1);
  });
});

describe('many files', () => {
  test('50,000 come in batches of 500 and only as they are asked for', async () => {
    for (let disc = 0; disc < 50; disc += 1) {
      mkdirSync(inFolder(String(disc)));
      for (let track = 0; track < 1_000; track += 1)
        writeFileSync(inFolder(`${disc}/${track}.mp3`), '');
    }
    const controller = new AbortController();
    const options = { signal: controller.signal, confineTo: null, accepts: 'media' } as const;
    const walking = walkFolders([folder.path], options);
    let count = 0;
    let largest = 0;
    for await (const { files } of walking) {
      // The folder goes while the first batch is held: what was not asked for was not read ahead.
      if (count === 0) renameSync(inFolder('49'), inFolder('.49'));
      count += files.length;
      largest = Math.max(largest, files.length);
    }
    expect({ count, largest }).toEqual({ count: 49_000, largest: 500 });
  });

  test('an abort ends the walk with its reason, before and between batches', async () => {
    for (let track = 0; track < 1_200; track += 1) put(`${track}.mp3`);
    const controller = new AbortController();
    const options = { signal: controller.signal, confineTo: null, accepts: 'media' } as const;
    const walking = walkFolders([folder.path], options);
    expect((await walking.next()).value?.files).toHaveLength(500);
    controller.abort();
    await expect(walking.next()).rejects.toBe(controller.signal.reason);
    await expect(walkFolders([folder.path], options).next()).rejects.toBe(controller.signal.reason);
  });
});
