import { describe, expect, test } from 'vitest';
import { computerNameRules } from '../../devices/names/safeName.ts';
import { copyFile, musicFacts } from '../testing/copyFile.ts';
import type { CopyFile } from './CopyFile.ts';
import { musicFolder } from './musicFolder.ts';
import { placeFiles, type CopyDestination } from './placeFiles.ts';

const rules = computerNameRules;
const template = 'Music/{albumArtist}/{album}';
const byTemplate: CopyDestination = { kind: 'byTemplate', template };

function places(files: readonly CopyFile[], destination: CopyDestination = byTemplate) {
  return [...placeFiles(files, destination, rules)].map(({ folder, name }) =>
    [...folder, name].join('/'),
  );
}

describe('musicFolder', () => {
  const full = musicFacts({ artist: 'Ada', albumArtist: 'Various', album: 'Waves', year: 1999 });

  test.each([
    ['Music/{albumArtist}/{album}', full, ['Music', 'Various', 'Waves']],
    ['{year} - {album}', full, ['1999 - Waves']],
    ['{year} - {album}', { ...full, year: null }, ['Waves']],
    ['{year} - {album}', { ...full, album: null }, ['1999']],
    ['Music/{albumArtist}', { ...full, albumArtist: null }, ['Music', 'Ada']],
    ['Music/{genre}/{album}', full, ['Music', 'Waves']],
    ['Music/{albumArtist}/{album}', null, ['Music']],
    ['/Music//{album}/', full, ['Music', 'Waves']],
    ['{nothing}', full, ['{nothing}']],
    ['../{album}/..', full, ['_', 'Waves', '_']],
  ] as const)('%s', (wanted, facts, folder) => {
    expect(musicFolder(wanted, facts, rules)).toEqual(folder);
  });

  test('a value is one level, whatever is in it', () => {
    const facts = musicFacts({ artist: 'AC/DC', album: '../../Evil: "The Best?" ' });
    expect(musicFolder(template, facts, rules)).toEqual([
      'Music',
      'AC_DC',
      '.._.._Evil_ _The Best__',
    ]);
  });
});

describe('placeFiles', () => {
  const waves = musicFacts({ albumArtist: 'Ada', album: 'Waves' });

  test('music goes where the template says, whatever folder it was in', () => {
    expect(
      places([
        copyFile('Downloads/01.mp3', { music: waves }),
        copyFile('02.mp3', { music: waves }),
        copyFile('Odd/untagged.mp3'),
      ]),
    ).toEqual(['Music/Ada/Waves/01.mp3', 'Music/Ada/Waves/02.mp3', 'Music/untagged.mp3']);
  });

  test('a cover goes with the music it lay beside, also when it comes first', () => {
    expect(
      places([
        copyFile('Album/cover.jpg', { format: 'jpeg' }),
        copyFile('Album/01.mp3', { music: waves }),
        copyFile('Album/Scans/back.jpg', { format: 'jpeg' }),
      ]),
    ).toEqual(['Music/Ada/Waves/cover.jpg', 'Music/Ada/Waves/01.mp3', 'Album/Scans/back.jpg']);
  });

  test('files that were chosen one by one lay nowhere together', () => {
    expect(
      places([copyFile('01.mp3', { music: waves }), copyFile('holiday.jpg', { format: 'jpeg' })]),
    ).toEqual(['Music/Ada/Waves/01.mp3', 'holiday.jpg']);
  });

  test('into a folder everything goes in the shape it was dropped in', () => {
    expect(
      places([copyFile('Album/CD 1/01.mp3', { music: waves }), copyFile('notes.txt')], {
        kind: 'folder',
        path: ['Stuff'],
      }),
    ).toEqual(['Stuff/Album/CD 1/01.mp3', 'Stuff/notes.txt']);
  });

  test('what a stranger calls a file never leads out of its folder', () => {
    expect(
      places(
        ['../../etc/passwd', '/etc/passwd', 'a/./b/../c.mp3', '..', ''].map((path) =>
          copyFile(path),
        ),
        { kind: 'folder', path: ['In'] },
      ),
    ).toEqual(['In/etc/passwd', 'In/etc/passwd', 'In/a/b/c.mp3', 'In/_', 'In/_']);
  });

  test('names that had to change are marked, with those of the folders kept', () => {
    const files = ['What?.mp3', 'Why?/1.mp3', 'Fine/2.mp3'].map((path) => copyFile(path));
    const placed = [...placeFiles(files, { kind: 'folder', path: ['Own: name'] }, rules)];
    expect(placed.map(({ renamed }) => renamed)).toEqual([true, true, false]);
    expect(placed.map(({ folder, name }) => [...folder, name].join('/'))).toEqual([
      'Own: name/What_.mp3',
      'Own: name/Why_/1.mp3',
      'Own: name/Fine/2.mp3',
    ]);
  });
});
