import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { removeAbandonedWrites } from './removeAbandonedWrites.ts';
import { isTemporaryName, temporaryName } from './temporaryName.ts';
import { ChildModule } from './testing/ChildModule.ts';
import { TemporaryFolder } from './testing/TemporaryFolder.ts';

test.each([
  '/a/player.json',
  '/a/x',
  `/a/${'n'.repeat(255)}`,
  '/a/🎵🎵🎵🎵🎵🎵🎵🎵🎵🎵🎵🎵🎵🎵🎵🎵🎵🎵🎵🎵🎵🎵.m3u8',
  '/a/two\nlines',
])('the name on the way to %j is known again, and fits', (path) => {
  const name = temporaryName(path);
  expect(isTemporaryName(name)).toBe(true);
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
});

test('removes what a killed write left, and nothing else', async () => {
  using folder = new TemporaryFolder();
  await using child = new ChildModule(
    new URL('./testing/writeForEver.ts', import.meta.url),
    folder.file('state.json'),
  );
  await child.nextLine();
  await child.kill();
  expect(readdirSync(folder.path)).toHaveLength(1);

  const kept = ['.notes.tmp', '.x.tmp', 'queue.sqlite', '.state.json.1234.tmp'];
  for (const name of kept) writeFileSync(folder.file(name), '');
  const [directory, link] = [temporaryName('folder'), temporaryName('link')];
  mkdirSync(folder.file(directory));
  symlinkSync('queue.sqlite', folder.file(link));
  await removeAbandonedWrites(folder.path);
  expect(readdirSync(folder.path).sort()).toEqual([...kept, directory, link].sort());
});
