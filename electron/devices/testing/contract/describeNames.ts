import { expect } from 'vitest';
import { isLegalName } from '../../names/legalName.ts';
import { patternBytes } from '../patternBytes.ts';
import { errorOf, valueOf } from '../valueOf.ts';
import { writeRequest } from '../writeRequest.ts';
import { noAbort, type ContractContext } from './ContractContext.ts';

const scripts: readonly (readonly [string, string])[] = [
  ['Latin with marks', 'Ænima – déjà vu çñßøž.mp3'],
  ['Greek', 'Ο μαγικός αυλός.mp3'],
  ['Cyrillic', 'Лебединое озеро.mp3'],
  ['Arabic', 'أم كلثوم – إنت عمري.mp3'],
  ['Chinese', '高山流水.mp3'],
  ['Devanagari', 'वन्दे मातरम्.mp3'],
  ['emoji', '🎷🕺🏽 👩‍👩‍👧 blues.mp3'],
];

const plain: readonly string[] = [
  '.hidden',
  'two  spaces.mp3',
  'no extension',
  'many.dots.in.it.mp3',
  "it's 100 % [live] {2024} #1 & more; a=b, c@d ~ $e !.mp3",
];

/** Legal on some devices; refused where the rules say so, never changed silently. */
const doubtful: readonly string[] = [
  'CON',
  'aux.txt',
  'COM1.mp3',
  'ends with a dot.',
  'ends with a space ',
  'what?.mp3',
  'a:b.mp3',
  'a*b.mp3',
  'say "so".mp3',
  'a<b>c|d.mp3',
  'a\\b.mp3',
  'control \u0007 inside.mp3',
];

const neverLegal: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['one dot', '.'],
  ['two dots', '..'],
  ['a slash', 'a/b.mp3'],
  ['a way out', '../out.mp3'],
  ['a NUL', 'a\0b.mp3'],
  ['half a surrogate pair', 'a\ud800b.mp3'],
];

/** Names: what is legal comes back as it was, what is not is refused. */
export function describeNames(context: ContractContext): void {
  if (!context.can('write')) return;

  for (const [script, name] of scripts) {
    context.case(`a name in ${script} comes back as it was`, () => keeps(name));
  }
  for (const name of plain) context.case(`the name “${name}” comes back`, () => keeps(name));

  for (const name of doubtful) {
    context.case(`the name ${JSON.stringify(name)} comes back, or is refused`, async () => {
      if (isLegalName(name, context.connection.capabilities.nameRules)) await keeps(name);
      else await refuses(name);
    });
  }

  for (const [what, name] of neverLegal) {
    context.case(`the name with ${what} is refused`, () => refuses(name));
  }

  context.case('a name of the greatest length comes back', async () => {
    const { maximumUnits, maximumUtf8Bytes } = context.connection.capabilities.nameRules;
    const length = Math.min(maximumUnits, maximumUtf8Bytes ?? maximumUnits);
    await keeps(`${'n'.repeat(length - 4)}.mp3`);
  });

  context.case('a name of the greatest length in wide characters comes back', async () => {
    const { maximumUnits, maximumUtf8Bytes } = context.connection.capabilities.nameRules;
    const length = Math.min(maximumUnits, Math.floor((maximumUtf8Bytes ?? Infinity) / 3));
    await keeps('音'.repeat(length));
  });

  context.case('a name one longer than the greatest is refused', async () => {
    const { maximumUnits } = context.connection.capabilities.nameRules;
    await refuses(`${'n'.repeat(maximumUnits - 3)}.mp3`);
  });

  async function keeps(name: string): Promise<void> {
    const folder = await context.newFolder();
    const bytes = patternBytes(600);
    const written = await context.write(folder, name, bytes);
    expect(written.name).toBe(name);
    await context.expectNames(folder, [name]);
    await context.expectBytes(folder, written, bytes);
  }

  async function refuses(name: string): Promise<void> {
    const folder = await context.newFolder();
    const request = writeRequest(patternBytes(600), { folder: folder.reference, name });
    const written = errorOf(await context.connection.write(request));
    expect(written).toMatchObject({ error: { code: 'device.illegalName' }, partial: null });
    if (context.can('makeFolder')) {
      const made = await context.connection.makeFolder(folder.reference, name, noAbort);
      expect(errorOf(made).code).toBe('device.illegalName');
    }
    await context.expectNames(folder, []);
    if (!context.can('rename')) return;
    const file = await context.write(folder, 'legal.mp3', patternBytes(600));
    const renamed = await context.connection.rename(file.objectId, name, noAbort);
    expect(errorOf(renamed).code).toBe('device.illegalName');
    expect(valueOf(await context.connection.stat(file.objectId, noAbort)).name).toBe('legal.mp3');
  }
}
