import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { ok } from '../../base/Result.ts';
import { ChildModule } from '../../base/testing/ChildModule.ts';
import { TemporaryFolder } from '../../base/testing/TemporaryFolder.ts';
import { patternBytes } from '../../devices/testing/patternBytes.ts';
import { valueOf } from '../../devices/testing/valueOf.ts';
import { volumeStorageId } from '../../devices/providers/mass-storage/VolumeTree.ts';
import { openPath } from '../sources/openPath.ts';
import { openFolderTransfers } from '../testing/openFolderTransfers.ts';

/* Real processes, files and journal: what is left of a copy onto a stick when the program is killed. */

// Processes take their time to start on a busy machine.
vi.setConfig({ testTimeout: 60_000 });
const patience = { timeout: 50_000 };

const bytes = patternBytes(40 * 2 ** 20);
let folder: TemporaryFolder;
let player: string;

beforeEach(() => {
  folder = new TemporaryFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  player = folder.file('player');
  mkdirSync(player);
  writeFileSync(folder.file('film.mp4'), bytes);
});

/** Copies until half of the film is written, and is killed. */
async function killHalfway(replaces = ''): Promise<void> {
  const module = new URL('../testing/copyHalfway.ts', import.meta.url);
  await using child = new ChildModule(
    module,
    player,
    folder.file('transfers.sqlite'),
    folder.file('film.mp4'),
    volumeStorageId,
    'film.mp4',
    replaces,
  );
  expect(await child.nextLine()).toBe('half');
  await child.kill();
}

async function startAgain() {
  /** Where the film was read from. */
  const offsetsBytes: number[] = [];
  const opened = await openFolderTransfers({
    folder: player,
    databaseFile: folder.file('transfers.sqlite'),
    sources: {
      async open() {
        const source = valueOf(await openPath(folder.file('film.mp4')));
        return ok({
          sizeBytes: source.sizeBytes,
          modifiedAtMs: source.modifiedAtMs,
          read: (offsetBytes) => {
            offsetsBytes.push(offsetBytes);
            return source.read(offsetBytes);
          },
          [Symbol.asyncDispose]: () => source[Symbol.asyncDispose](),
        });
      },
    },
  });
  onTestFinished(() => opened[Symbol.asyncDispose]());
  return { transfers: opened.transfers, offsetsBytes };
}

const names = () => readdirSync(player).toSorted();

describe('a program that was killed in the middle of a copy onto a stick', () => {
  test('leaves no half file under its name, offers the copy again, and ends it whole', async () => {
    await killHalfway();
    expect(names()).toEqual([expect.stringMatching(/^\.portamento-[0-9a-f]{12}\.part$/)]);
    const { transfers, offsetsBytes } = await startAgain();
    expect(transfers.queue).toMatchObject({ state: 'paused', interruptedCount: 1 });
    transfers.resume();
    await vi.waitFor(() => expect(transfers.queue.state).toBe('idle'), patience);
    expect(transfers.queue).toMatchObject({ doneCount: 1, failedCount: 0 });
    // It went on from what had reached the stick for certain.
    expect(offsetsBytes.at(-1)).toBe(16 * 2 ** 20);
    expect(names()).toEqual(['film.mp4']);
    expect(readFileSync(`${player}/film.mp4`).equals(bytes)).toBe(true);
  });

  test('leaves nothing of it when the copy is not wanted any more', async () => {
    await killHalfway();
    const { transfers } = await startAgain();
    valueOf(await transfers.cancel('all'));
    await vi.waitFor(() => expect(names()).toEqual([]), patience);
  });

  test('leaves the file that was to be replaced until the new one is whole', async () => {
    writeFileSync(`${player}/film.mp4`, 'the old one');
    await killHalfway('film.mp4');
    expect(readFileSync(`${player}/film.mp4`, 'utf8')).toBe('the old one');
    const { transfers } = await startAgain();
    transfers.resume();
    await vi.waitFor(() => expect(transfers.queue.state).toBe('idle'), patience);
    expect(names()).toEqual(['film.mp4']);
    expect(readFileSync(`${player}/film.mp4`).equals(bytes)).toBe(true);
  });
});
