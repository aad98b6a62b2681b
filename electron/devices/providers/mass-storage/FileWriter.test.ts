import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { syncFolder } from '../../../base/syncFolder.ts';
import { TemporaryFolder } from '../../../base/testing/TemporaryFolder.ts';
import { patternBytes } from '../../testing/patternBytes.ts';
import { writeRequest } from '../../testing/writeRequest.ts';
import { computerNameRules } from '../../names/safeName.ts';
import { FileWriter } from './FileWriter.ts';
import { volumeStorageId, VolumeTree } from './VolumeTree.ts';

vi.mock(import('../../../base/syncFolder.ts'));

const bytes = patternBytes(100_000);
const { signal } = new AbortController();
let player: string;
beforeEach(() => {
  const folder = new TemporaryFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  onTestFinished(() => void vi.resetAllMocks());
  player = folder.file('player');
  mkdirSync(player);
});

async function writer(): Promise<FileWriter> {
  const tree = await VolumeTree.open(player, computerNameRules, false);
  const folder = { storageId: volumeStorageId, folderId: null };
  const request = writeRequest(bytes, { folder, name: 'song.mp3' });
  return FileWriter.create(tree, request, await tree.freePath(folder, request.name));
}

describe('what is left of a write', () => {
  test('is the file itself when only what comes after naming it fails', async () => {
    vi.mocked(syncFolder).mockRejectedValue(Object.assign(new Error('EIO'), { code: 'EIO' }));
    const file = await writer();
    await expect(file.write(signal)).rejects.toMatchObject({ code: 'EIO' });
    expect(await file.leave({ code: 'device.failed' })).toMatchObject({
      name: 'song.mp3',
      writtenBytes: bytes.length,
      isWhole: true,
    });
    expect(readdirSync(player)).toEqual(['song.mp3']);
  });

  test('is its part when somebody takes the name at the last moment', async () => {
    const file = await writer();
    writeFileSync(`${player}/song.mp3`, 'somebody else’s');
    await expect(file.write(signal)).rejects.toMatchObject({ error: { code: 'device.nameTaken' } });
    expect(file.partial.name).toMatch(/\.part$/);
    expect(file.partial).not.toHaveProperty('isWhole');
  });
});
