import { expect } from 'vitest';
import { patternBytes } from '../patternBytes.ts';
import { readBytes } from '../readBytes.ts';
import { errorOf, valueOf } from '../valueOf.ts';
import { noAbort, type ContractContext, type TestFolder } from './ContractContext.ts';

const bytes = patternBytes(5_000);

/** Making folders, renaming, moving, copying and removing. */
export function describeChanging(context: ContractContext): void {
  if (!context.can('makeFolder') || !context.can('write')) return;
  const stat = (id: Parameters<typeof context.connection.stat>[0]) =>
    context.connection.stat(id, noAbort);

  context.case('makes a folder in a folder', async () => {
    const folder = await context.newFolder();
    const made = valueOf(await context.connection.makeFolder(folder.reference, 'Inner', noAbort));
    expect(made).toMatchObject({ name: 'Inner', kind: 'folder', parent: folder.reference });
    expect(valueOf(await stat(made.objectId))).toEqual(made);
    await context.expectNames(folder, ['Inner']);
  });

  context.case('a folder whose name is taken is refused', async () => {
    const folder = await context.newFolder();
    await context.write(folder, 'taken', bytes);
    const made = await context.connection.makeFolder(folder.reference, 'taken', noAbort);
    expect(errorOf(made).code).toBe('device.nameTaken');
    await context.expectNames(folder, ['taken']);
  });

  if (context.can('rename')) {
    context.case('renames a file, and its bytes stay', async () => {
      const folder = await context.newFolder();
      const file = await context.write(folder, 'before.mp3', bytes);
      const renamed = await context.connection.rename(file.objectId, 'after.mp3', noAbort);
      const after = valueOf(renamed);
      expect(after.name).toBe('after.mp3');
      await context.expectNames(folder, ['after.mp3']);
      await context.expectBytes(folder, after, bytes);
    });

    context.case('renames in case only', async () => {
      const folder = await context.newFolder();
      const file = await context.write(folder, 'song.mp3', bytes);
      valueOf(await context.connection.rename(file.objectId, 'Song.mp3', noAbort));
      await context.expectNames(folder, ['Song.mp3']);
    });

    context.case('renames a folder, and what is in it stays', async () => {
      const { folder, inner, file } = await filledFolder();
      valueOf(await context.connection.rename(inner.objectId, 'renamed', noAbort));
      await context.expectNames(folder, ['renamed']);
      await context.expectNames(within(folder, 'renamed', inner), ['file.bin']);
      expect(await context.read(file)).toEqual(bytes);
    });

    context.case('a rename to a taken name is refused, and both are unharmed', async () => {
      const folder = await context.newFolder();
      const one = await context.write(folder, 'one.mp3', bytes);
      const two = await context.write(folder, 'two.mp3', patternBytes(77));
      const renamed = await context.connection.rename(one.objectId, 'two.mp3', noAbort);
      expect(errorOf(renamed).code).toBe('device.nameTaken');
      await context.expectNames(folder, ['one.mp3', 'two.mp3']);
      await context.expectBytes(folder, two, patternBytes(77));
    });
  }

  if (context.can('move')) {
    context.case('moves a file into another folder', async () => {
      const folder = await context.newFolder();
      const target = await context.newFolderIn(folder, 'target');
      const file = await context.write(folder, 'file.bin', bytes);
      const moved = await context.connection.move(file.objectId, target.reference, noAbort);
      expect(valueOf(moved).parent).toEqual(target.reference);
      await context.expectNames(folder, ['target']);
      await context.expectNames(target, ['file.bin']);
      await context.expectBytes(target, valueOf(moved), bytes);
    });

    context.case('moves a folder with what is in it', async () => {
      const { folder, inner, file } = await filledFolder();
      const target = await context.newFolderIn(folder, 'target');
      valueOf(await context.connection.move(inner.objectId, target.reference, noAbort));
      await context.expectNames(folder, ['target']);
      await context.expectNames(within(target, 'inner', inner), ['file.bin']);
      expect(await context.read(file)).toEqual(bytes);
    });

    context.case('a folder does not go into itself', async () => {
      const { folder, inner } = await filledFolder();
      const deeper = await context.newFolderIn(within(folder, 'inner', inner), 'deeper');
      const moved = await context.connection.move(inner.objectId, deeper.reference, noAbort);
      expect(errorOf(moved).code).toBe('device.invalidRequest');
      await context.expectNames(folder, ['inner']);
    });

    context.case('a move onto a taken name is refused, and both are unharmed', async () => {
      const folder = await context.newFolder();
      const target = await context.newFolderIn(folder, 'target');
      const file = await context.write(folder, 'same.bin', bytes);
      const other = await context.write(target, 'same.bin', patternBytes(77));
      const moved = await context.connection.move(file.objectId, target.reference, noAbort);
      expect(errorOf(moved).code).toBe('device.nameTaken');
      await context.expectBytes(folder, file, bytes);
      await context.expectBytes(target, other, patternBytes(77));
    });
  }

  if (context.can('copy')) {
    context.case('copies a file, and both have its bytes', async () => {
      const folder = await context.newFolder();
      const target = await context.newFolderIn(folder, 'target');
      const file = await context.write(folder, 'file.bin', bytes);
      const copied = await context.connection.copy(file.objectId, target.reference, noAbort);
      expect(valueOf(copied).objectId).not.toBe(file.objectId);
      await context.expectBytes(target, valueOf(copied), bytes);
      await context.expectBytes(folder, file, bytes);
    });
  }

  if (context.can('remove')) {
    context.case('removes a file, and its id names nothing any more', async () => {
      const folder = await context.newFolder();
      const file = await context.write(folder, 'file.bin', bytes);
      await context.write(folder, 'other.bin', bytes);
      valueOf(await context.connection.remove(file.objectId, noAbort));
      await context.expectNames(folder, ['other.bin']);
      expect(errorOf(await stat(file.objectId)).code).toBe('device.noSuchObject');
      const read = await readBytes(context.connection, { objectId: file.objectId });
      expect(errorOf(read).code).toBe('device.noSuchObject');
      const again = await context.connection.remove(file.objectId, noAbort);
      expect(errorOf(again).code).toBe('device.noSuchObject');
    });

    context.case('removes a folder with all that is in it', async () => {
      const { folder, inner, file } = await filledFolder();
      const deeper = await context.newFolderIn(within(folder, 'inner', inner), 'deeper');
      const deepest = await context.write(deeper, 'deepest.bin', bytes);
      valueOf(await context.connection.remove(inner.objectId, noAbort));
      await context.expectNames(folder, []);
      for (const { objectId } of [inner, file, deepest]) {
        expect(errorOf(await stat(objectId)).code).toBe('device.noSuchObject');
      }
    });

    context.case('a name is free again once what had it is removed', async () => {
      const folder = await context.newFolder();
      const first = await context.write(folder, 'again.bin', bytes);
      valueOf(await context.connection.remove(first.objectId, noAbort));
      const second = await context.write(folder, 'again.bin', patternBytes(77));
      await context.expectBytes(folder, second, patternBytes(77));
    });
  }

  function within(
    folder: TestFolder,
    name: string,
    inner: { readonly objectId: NonNullable<TestFolder['reference']['folderId']> },
  ): TestFolder {
    const { storageId } = folder.reference;
    return { reference: { storageId, folderId: inner.objectId }, path: [...folder.path, name] };
  }

  async function filledFolder() {
    const folder = await context.newFolder();
    const inner = valueOf(await context.connection.makeFolder(folder.reference, 'inner', noAbort));
    const file = await context.write(within(folder, 'inner', inner), 'file.bin', bytes);
    return { folder, inner, file };
  }
}
