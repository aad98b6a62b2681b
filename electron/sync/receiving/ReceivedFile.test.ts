import { linkSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { TemporaryFolder } from '../../base/testing/TemporaryFolder.ts';
import { err, ok } from '../../base/Result.ts';
import { errorOf, valueOf } from '../../devices/testing/valueOf.ts';
import { ReceivedFile, removeReceived } from './ReceivedFile.ts';

let folder: TemporaryFolder;
/** Names that were noted, and what was in the folder then. */
let noted: (readonly [string, readonly string[]])[];
beforeEach(() => {
  folder = new TemporaryFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  noted = [];
  writeFileSync(folder.file('.part'), 'bytes');
});

const names = () => readdirSync(folder.path).toSorted();
const received = () =>
  new ReceivedFile({
    folder: folder.path,
    temporaryName: '.part',
    name: 'a.mp3',
    noteName: (name) => {
      noted.push([name, names()]);
      return Promise.resolve(ok());
    },
  });

describe('a file that was received', () => {
  test('gets a name that is free, which is noted first', async () => {
    writeFileSync(folder.file('a.mp3'), 'another');
    valueOf(await received().putInPlace());
    expect(noted).toEqual([['a (2).mp3', ['.part', 'a.mp3']]]);
    expect(names()).toEqual(['a (2).mp3', 'a.mp3']);
    expect(readFileSync(folder.file('a (2).mp3'), 'utf8')).toBe('bytes');
  });

  test('gets none when its name cannot be noted', async () => {
    const file = new ReceivedFile({
      folder: folder.path,
      temporaryName: '.part',
      name: 'a.mp3',
      noteName: () => Promise.resolve(err({ code: 'file.diskFull' })),
    });
    expect(errorOf(await file.putInPlace()).code).toBe('file.diskFull');
    expect(names()).toEqual(['.part']);
  });
});

describe('a file of which the name was noted when the program ended', () => {
  const stages: readonly (readonly [string, () => void])[] = [
    ['before it got it', () => undefined],
    ['when it had both', () => linkSync(folder.file('.part'), folder.file('a.mp3'))],
    ['when its name was taken for it', () => writeFileSync(folder.file('a.mp3'), '')],
  ];
  test.each(stages)('has it afterwards, and once: %s', async (_, prepare) => {
    prepare();
    expect(await received().isWhole('a.mp3', 5)).toBe(true);
    valueOf(await received().putInPlace('a.mp3'));
    expect(names()).toEqual(['a.mp3']);
    expect(readFileSync(folder.file('a.mp3'), 'utf8')).toBe('bytes');
  });

  test('has it already', async () => {
    await removeReceived({ toFolder: folder.path, levels: [] }, '.part');
    writeFileSync(folder.file('a.mp3'), 'bytes');
    expect(await received().isWhole('a.mp3', 5)).toBe(true);
    valueOf(await received().putInPlace('a.mp3'));
    expect(names()).toEqual(['a.mp3']);
  });

  test('gets another when somebody took it', async () => {
    writeFileSync(folder.file('a.mp3'), 'somebody else’s');
    valueOf(await received().putInPlace('a.mp3'));
    expect(names()).toEqual(['a (2).mp3', 'a.mp3']);
    expect(readFileSync(folder.file('a.mp3'), 'utf8')).toBe('somebody else’s');
  });

  test('is not whole when bytes are missing', async () => {
    expect(await received().isWhole('a.mp3', 6)).toBe(false);
  });
});

test('a part on a drive that is not there is not said to be removed', async () => {
  const gone = { toFolder: folder.file('gone'), levels: [] };
  expect(errorOf(await removeReceived(gone, '.part')).code).toBe('file.notFound');
  valueOf(await removeReceived({ toFolder: folder.path, levels: [] }, '.part'));
  valueOf(await removeReceived({ toFolder: folder.path, levels: [] }, '.part'));
});
