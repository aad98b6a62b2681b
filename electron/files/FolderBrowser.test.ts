import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type FolderListing, maximumFolderEntries } from '../contract/files.ts';
import { FolderId } from '../contract/ids.ts';
import { FolderBrowser } from './FolderBrowser.ts';
import { Grants } from './Grants.ts';
import { TemporaryFolder } from '../base/testing/TemporaryFolder.ts';

// Making media, threads and thousands of files take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: TemporaryFolder;
let grants: Grants;
let browser: FolderBrowser;
const { signal } = new AbortController();
const inFolder = (name: string) => join(folder.path, name);

beforeEach(() => {
  folder = new TemporaryFolder();
  mkdirSync(inFolder('music/album'), { recursive: true });
  mkdirSync(inFolder('outside'));
  writeFileSync(inFolder('outside/secret.mp3'), 'secret');
  grants = new Grants();
  browser = new FolderBrowser({ roots: [inFolder('music')], grants });
});
afterEach(() => folder[Symbol.dispose]());

async function list(folderId: FolderId | null): Promise<FolderListing> {
  const listing = await browser.list(folderId, signal);
  if (!listing.ok) throw new Error(listing.error.code);
  return listing.value;
}

async function rootId(): Promise<FolderId> {
  const [root] = (await list(null)).folders;
  if (root === undefined) throw new Error('no root');
  return root.folderId;
}

test('the roots, by name', async () => {
  expect(await list(null)).toMatchObject({
    folderId: null,
    folders: [{ name: 'music' }],
    files: [],
  });
});

test('folders and files in natural order, with sizes, kinds and grants', async () => {
  for (const name of ['10.mp3', '2.mkv', 'best.m3u8', 'cover.jpg', '.hidden.mp3']) {
    writeFileSync(inFolder(`music/${name}`), name);
  }
  execFileSync('mkfifo', [inFolder('music/pipe.mp3')]);
  const listing = await list(await rootId());
  expect(listing.folders).toMatchObject([{ name: 'album' }]);
  expect(listing.files.map(({ name, sizeBytes, kind }) => [name, sizeBytes, kind])).toEqual([
    ['2.mkv', 5, 'video'],
    ['10.mp3', 6, 'audio'],
    ['best.m3u8', 9, 'playlist'],
    ['cover.jpg', 9, 'other'],
  ]);
  const [first] = listing.files;
  expect(first && grants.resolve(first.grantId)).toEqual({
    kind: 'file',
    path: inFolder('music/2.mkv'),
    confineTo: null,
  });
  expect(listing.omittedCount).toBe(0);
});

test('a folder knows the way down to it, and keeps its id', async () => {
  const root = await rootId();
  const [album] = (await list(root)).folders;
  const listing = await list(album?.folderId ?? null);
  expect(listing.trail).toEqual([{ folderId: root, name: 'music' }, album]);
  expect((await list(root)).folders).toEqual([album]);
});

test('a root inside another one has the way from the outer one before it', async () => {
  mkdirSync(inFolder('music/jazz/live'), { recursive: true });
  const roots = [inFolder('music/jazz/live'), inFolder('music'), inFolder('outside')];
  browser = new FolderBrowser({ roots, grants });
  const { folders } = await list(null);
  expect(folders.map(({ name }) => name)).toEqual(['live', 'music', 'outside']);
  const [live, music, outside] = folders.map(({ folderId }) => folderId);
  if (live === undefined || music === undefined || outside === undefined)
    throw new Error('no root');
  const inner = await list(live);
  expect(inner.trail.map(({ name }) => name)).toEqual(['music', 'jazz', 'live']);
  expect(inner.trail[0]?.folderId).toBe(music);
  expect((await list(outside)).trail).toHaveLength(1);

  const jazz = (await list(music)).folders.find(({ name }) => name === 'jazz');
  expect(inner.trail[1]?.folderId).toBe(jazz?.folderId);
  expect((await list(jazz?.folderId ?? null)).folders).toEqual([{ folderId: live, name: 'live' }]);
});

test('links out of the roots are not shown, links inside are', async () => {
  symlinkSync(inFolder('outside'), inFolder('music/away'));
  symlinkSync(inFolder('outside/secret.mp3'), inFolder('music/secret.mp3'));
  symlinkSync('album', inFolder('music/alias'));
  symlinkSync('nowhere', inFolder('music/broken.mp3'));
  const { folders, files } = await list(await rootId());
  expect(folders.map(({ name }) => name)).toEqual(['album', 'alias']);
  expect(files).toEqual([]);
});

test('a folder that became a link out after it was shown is refused', async () => {
  const [album] = (await list(await rootId())).folders;
  if (album === undefined) throw new Error('no folder');
  rmSync(inFolder('music/album'), { recursive: true });
  symlinkSync(inFolder('outside'), inFolder('music/album'));
  const refused = { ok: false, error: { code: 'file.notGranted', subject: 'album' } };
  expect(await browser.list(album.folderId, signal)).toEqual(refused);
  expect(await browser.resolve(album.folderId)).toEqual(refused);
});

test('a folder that is gone, and an id that was never given', async () => {
  const [album] = (await list(await rootId())).folders;
  if (album === undefined) throw new Error('no folder');
  expect(await browser.resolve(album.folderId)).toEqual({
    ok: true,
    value: inFolder('music/album'),
  });
  renameSync(inFolder('music/album'), inFolder('music/renamed'));
  expect(await browser.list(album.folderId, signal)).toMatchObject({
    error: { code: 'file.notFound' },
  });
  const invented = FolderId.parse('A'.repeat(22));
  expect(await browser.list(invented, signal)).toEqual({
    ok: false,
    error: { code: 'file.notGranted' },
  });
  expect(await browser.resolve(invented)).toEqual({
    ok: false,
    error: { code: 'file.notGranted' },
  });
});

test('a folder of more entries than are shown gives the first of them in order', async () => {
  const count = maximumFolderEntries + 1_234;
  for (let index = count; index > 0; index -= 1)
    writeFileSync(inFolder(`music/album/${index}.mp3`), '');
  const [album] = (await list(await rootId())).folders;
  const { files, omittedCount } = await list(album?.folderId ?? null);
  expect(omittedCount).toBe(1_234);
  expect(files.map(({ name }) => name)).toEqual(
    Array.from({ length: maximumFolderEntries }, (_, index) => `${index + 1}.mp3`),
  );
});

test('an abort is answered with app.cancelled', async () => {
  const cancelled = { ok: false, error: { code: 'app.cancelled' } };
  writeFileSync(inFolder('music/a.mp3'), '');
  expect(await browser.list(await rootId(), AbortSignal.abort())).toMatchObject(cancelled);
});

test('real paths of the roots, for walking', async () => {
  symlinkSync('music', inFolder('link'));
  const linked = new FolderBrowser({ roots: [inFolder('link'), inFolder('gone')], grants });
  expect(await linked.realRoots()).toEqual([inFolder('music')]);
});
