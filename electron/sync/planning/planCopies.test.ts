import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConflictDecision } from '../../contract/transfers.ts';
import type { NameRules } from '../../devices/NameRules.ts';
import { isLegalName, nameKey } from '../../devices/names/legalName.ts';
import { computerNameRules } from '../../devices/names/safeName.ts';
import { copyFile, musicFacts } from '../testing/copyFile.ts';
import type { CopyFile } from './CopyFile.ts';
import { folderKey, type FolderPath } from './FolderPath.ts';
import { placeFiles } from './placeFiles.ts';
import { planCopies, type CopyRules } from './planCopies.ts';
import { isCopied, type PlannedCopy } from './PlannedCopy.ts';
import { TargetTree, type TargetEntry } from './TargetTree.ts';

const nameRules = computerNameRules;

interface Situation {
  readonly there?: Readonly<Record<string, readonly Partial<TargetEntry>[]>>;
  readonly freeBytes?: number;
  readonly decision?: ConflictDecision | null;
  readonly decisionFor?: CopyRules['decisionFor'];
  readonly maximumObjectBytes?: number;
  readonly rules?: NameRules;
}

function plan(files: readonly CopyFile[], situation: Situation = {}): readonly PlannedCopy[] {
  const { rules = nameRules, decision = null } = situation;
  const tree = new TargetTree(rules);
  for (const [folder, entries] of Object.entries(situation.there ?? {})) {
    tree.set(
      folder === '' ? [] : folder.split('/'),
      entries.map((entry) => ({
        name: '',
        kind: 'file',
        sizeBytes: 10,
        modifiedAtMs: null,
        readOnly: false,
        ...entry,
      })),
    );
  }
  const placed = [...placeFiles(files, { kind: 'folder', path: [] }, rules)];
  return [
    ...planCopies(placed, tree, {
      capabilities: {
        nameRules: rules,
        playableFormats: new Set(['mp3']),
        maximumObjectBytes: situation.maximumObjectBytes ?? 2 ** 32 - 1,
      },
      freeBytes: situation.freeBytes ?? 2 ** 30,
      decisionFor: situation.decisionFor ?? (() => decision),
    }),
  ];
}

const shown = (rows: readonly PlannedCopy[]) =>
  rows.map(({ folder, name, step }) => `${String(step)} ${[...folder, name].join('/')}`);

describe('planCopies', () => {
  test('copies what nothing stands in the way of', () => {
    expect(shown(plan([copyFile('A/1.mp3'), copyFile('A/2.mp3')]))).toEqual([
      'copy A/1.mp3',
      'copy A/2.mp3',
    ]);
  });

  test.each<[ConflictDecision | null, string]>([
    [null, 'null Song.mp3'],
    ['skip', 'skip Song.mp3'],
    ['replace', 'replace Song.mp3'],
    ['keepBoth', 'keepBoth Song (2).mp3'],
  ])('a file of the same name: %s', (decision, expected) => {
    const rows = plan([copyFile('Song.mp3')], { there: { '': [{ name: 'song.MP3' }] }, decision });
    expect(shown(rows)).toEqual([expected]);
    expect(rows[0]?.conflict?.name).toBe('song.MP3');
  });

  test('every conflict has a decision of its own', () => {
    const there = { '': [{ name: 'a.mp3' }, { name: 'b.mp3' }] };
    const files = [copyFile('a.mp3'), copyFile('b.mp3')];
    const decisionFor = (index: number) => (index === 1 ? 'replace' : null);
    expect(shown(plan(files, { there, decisionFor }))).toEqual(['null a.mp3', 'replace b.mp3']);
  });

  test('a file that cannot be written over is not replaced', () => {
    const there = { '': [{ name: 'a.mp3', readOnly: true }] };
    const [row] = plan([copyFile('a.mp3')], { there, decision: 'replace' });
    expect(row).toMatchObject({ step: 'refuse', refusal: { code: 'device.writeProtected' } });
  });

  test('what was dropped twice goes once', () => {
    const file = copyFile('a.mp3');
    expect(shown(plan([file, file]))).toEqual(['copy a.mp3', 'skip a.mp3']);
  });

  test('two files of one name both go', () => {
    const files = ['a.mp3', 'A.mp3', 'a.mp3'].map((path, index) =>
      copyFile(path, { source: { kind: 'path', path: `/${index}/${path}` } }),
    );
    const expected = ['copy a.mp3', 'copy A (2).mp3', 'copy a (3).mp3'];
    expect(shown(plan(files))).toEqual(expected);
    const there = { '': [{ name: 'a.mp3' }] };
    expect(shown(plan(files, { there, decision: 'replace' }))).toEqual([
      'replace a.mp3',
      'copy A (2).mp3',
      'copy a (3).mp3',
    ]);
  });

  test('where case counts, names that differ in case are two', () => {
    const files = [copyFile('a.mp3'), copyFile('A.mp3')];
    const rules = { ...nameRules, caseSensitive: true };
    expect(shown(plan(files, { rules }))).toEqual(['copy a.mp3', 'copy A.mp3']);
  });

  test('a folder is the one that is there, as it is spelled there', () => {
    const there = {
      '': [{ name: 'ABBA', kind: 'folder' as const }],
      ABBA: [{ name: '1.mp3' }],
    };
    expect(shown(plan([copyFile('Abba/1.mp3'), copyFile('abba/2.mp3')], { there }))).toEqual([
      'null ABBA/1.mp3',
      'copy ABBA/2.mp3',
    ]);
  });

  test('a file and a folder never share a name', () => {
    const there = { '': [{ name: 'Live' }, { name: 'a.mp3', kind: 'folder' as const }] };
    const rows = plan([copyFile('Live/1.mp3'), copyFile('a.mp3'), copyFile('Live/2.mp3')], {
      there,
      decision: 'replace',
    });
    expect(shown(rows)).toEqual(['copy Live (2)/1.mp3', 'copy a (2).mp3', 'copy Live (2)/2.mp3']);
    expect(rows.map(({ conflict }) => conflict)).toEqual([null, null, null]);
  });

  test('what does not fit takes no space from what does', () => {
    const sizes = [600, 600, 300];
    const files = sizes.map((sizeBytes, index) => copyFile(`${index}.mp3`, { sizeBytes }));
    const rows = plan(files, { freeBytes: 1_000 });
    expect(rows.map(({ step }) => step)).toEqual(['copy', 'refuse', 'copy']);
    expect(rows[1]?.refusal?.code).toBe('device.storageFull');
  });

  test('a replacement has to fit beside what it replaces, whose space is free afterwards', () => {
    const there = { '': [{ name: 'a.mp3', sizeBytes: 500 }] };
    const files = [copyFile('a.mp3', { sizeBytes: 600 }), copyFile('b.mp3', { sizeBytes: 450 })];
    const steps = (freeBytes: number) =>
      plan(files, { there, freeBytes, decision: 'replace' }).map(({ step }) => step);
    expect(steps(599)).toEqual(['refuse', 'copy']);
    expect(steps(600)).toEqual(['replace', 'copy']);
  });

  test('a file larger than the device can hold is refused before a byte is sent', () => {
    const [row] = plan([copyFile('film.mp4', { sizeBytes: 2 ** 32 })], { freeBytes: 2 ** 40 });
    expect(row?.refusal?.code).toBe('device.objectTooLarge');
  });

  test('a format the device does not say it plays is marked; texts are not', () => {
    const rows = plan([
      copyFile('a.flac', { format: 'flac' }),
      copyFile('a.txt', { format: 'text' }),
      copyFile('a.mp3'),
    ]);
    expect(rows.map(({ unplayable }) => unplayable)).toEqual([true, false, false]);
  });

  test('what is empty or no media is marked, whatever the device plays', () => {
    const rows = plan([
      copyFile('a.mp3', { sizeBytes: 0 }),
      copyFile('setup.exe', { format: 'other' }),
      copyFile('b.mp3'),
    ]);
    expect(rows.map(({ unplayable }) => unplayable)).toEqual([true, true, false]);
  });

  test('what cannot be read is refused with its reason', () => {
    const [row] = plan([
      copyFile('a.mp3', { problem: { code: 'file.notFound', subject: 'a.mp3' } }),
    ]);
    expect(row).toMatchObject({ step: 'refuse', refusal: { code: 'file.notFound' } });
  });
});

/* Names that are often the same but for case, and some that no device takes. */
const name = fc.oneof(
  fc.constantFrom('a', 'A', 'b', 'a.mp3', 'A.MP3', 'b.mp3', 'CON', 'x:y', '..', 'ß', 'ẞ', 'é', 'é'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }),
);
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'));
const files = fc.array(
  fc
    .record({ path, sizeBytes: fc.nat(2_000), origin: fc.nat(3) })
    .map(({ path: relativePath, sizeBytes, origin }) =>
      copyFile(relativePath, {
        sizeBytes,
        source: { kind: 'path', path: `/${origin}/${relativePath}` },
        isMusic: true,
        music: musicFacts({ album: 'One' }),
      }),
    ),
  { maxLength: 30 },
);
const rulesOf = fc.record({
  maximumUnits: fc.integer({ min: 30, max: 255 }),
  maximumUtf8Bytes: fc.constantFrom(null, 255),
  forbiddenCharacters: fc.constantFrom('\\:*?"<>|', ''),
  windowsRules: fc.boolean(),
  caseSensitive: fc.boolean(),
});
const entries = fc.array(
  fc.record({
    name,
    kind: fc.constantFrom('file' as const, 'folder' as const),
    sizeBytes: fc.nat(2_000),
  }),
  { maxLength: 8 },
);
const situation = fc.record({
  rules: rulesOf,
  there: fc.record({ '': entries, a: entries, 'a/b': entries }),
  freeBytes: fc.nat(20_000),
  decisions: fc.array(
    fc.constantFrom<ConflictDecision | null>('skip', 'replace', 'keepBoth', null),
    {
      minLength: 30,
      maxLength: 30,
    },
  ),
});

describe('whatever is dropped on whatever is there', () => {
  test('every file is accounted for, nothing is lost and everything fits', () => {
    fc.assert(
      fc.property(files, situation, (dropped, { rules, there, freeBytes, decisions }) => {
        const decisionFor = (index: number) => decisions[index] ?? null;
        const rows = plan(dropped, { rules, there, freeBytes, decisionFor });
        expect(rows.map(({ file }) => file)).toEqual(dropped);
        const keyOf = (folder: FolderPath, own: string) => folderKey([...folder, own], rules);

        const held = new Map<string, TargetEntry['kind']>();
        for (const [folder, its] of Object.entries(there)) {
          const folderPath = folder === '' ? [] : folder.split('/');
          for (const entry of its) held.set(keyOf(folderPath, entry.name), entry.kind);
        }
        let free = freeBytes;
        const written = new Set<string>();
        for (const row of rows) {
          const { folder, name: own, step, conflict, file } = row;
          const key = keyOf(folder, own);
          if (step === 'replace') expect(conflict?.kind).toBe('file');
          if (step === 'refuse') expect(row.refusal).not.toBeNull();
          if (!isCopied(step)) continue;
          for (const level of [...folder, own]) {
            const isOfDevice = Object.values(there).some((its) =>
              its.some((entry) => entry.name === level),
            );
            expect(isOfDevice || isLegalName(level, rules)).toBe(true);
          }
          // A name is written once, and never over what was there unless that is to be replaced.
          expect(written.has(key)).toBe(false);
          written.add(key);
          if (step !== 'replace') expect(held.has(key)).toBe(false);
          if (step === 'replace')
            expect(nameKey(conflict?.name ?? '', rules)).toBe(nameKey(own, rules));
          // No folder on the way is a file.
          folder.forEach((_level, depth) => {
            const above = folderKey(folder.slice(0, depth + 1), rules);
            expect(written.has(above)).toBe(false);
          });
          expect(file.sizeBytes).toBeLessThanOrEqual(free);
          free -= file.sizeBytes;
          if (step === 'replace') free += conflict?.sizeBytes ?? 0;
        }
      }),
      { numRuns: 500 },
    );
  });

  test('a plan made again after the first was done finds every file there', () => {
    const distinct = fc.uniqueArray(
      name.filter((each) => !each.includes('/')),
      {
        selector: (each) => nameKey(placed(each, nameRules), nameRules),
        maxLength: 20,
      },
    );
    fc.assert(
      fc.property(distinct, (names) => {
        const dropped = names.map((each) => copyFile(each));
        const first = plan(dropped);
        expect(first.every(({ step }) => step === 'copy')).toBe(true);
        const there = { '': first.map((row) => ({ name: row.name, kind: 'file' as const })) };
        expect(plan(dropped, { there }).every(({ conflict }) => conflict !== null)).toBe(true);
      }),
    );
  });
});

function placed(relativePath: string, rules: NameRules): string {
  const [only] = placeFiles([copyFile(relativePath)], { kind: 'folder', path: [] }, rules);
  return [...(only?.folder ?? []), only?.name ?? ''].join('/');
}
