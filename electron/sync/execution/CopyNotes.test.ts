import { beforeEach, expect, test } from 'vitest';
import { err, ok } from '../../base/Result.ts';
import { ObjectId } from '../../contract/ids.ts';
import { patternBytes } from '../../devices/testing/patternBytes.ts';
import { piecesOf } from '../../devices/testing/piecesOf.ts';
import type { Leftover } from '../journal/Transfer.ts';
import { CopyNotes, headOf, notedEveryBytes } from './CopyNotes.ts';

const bytes = patternBytes(3 * notedEveryBytes);
const head = headOf(bytes);
const partial = { objectId: ObjectId.parse('o1'), name: 'a.mp3', writtenBytes: 0 };
let noted: Leftover[];
beforeEach(() => {
  noted = [];
});

function notesOf(part: Leftover | null = null): CopyNotes {
  return new CopyNotes('a.mp3', bytes.length, part, (leftover) => {
    noted.push(leftover);
    return Promise.resolve(ok());
  });
}

async function drain(chunks: AsyncIterable<Uint8Array>, onBytes: (count: number) => void) {
  for await (const chunk of chunks) onBytes(chunk.length);
}

test('the journal knows of an object before it is asked for, and of bytes before they leave', async () => {
  const notes = notesOf();
  await notes.begin();
  expect(noted).toEqual([{ name: 'a.mp3', stage: 'announcing' }]);
  await notes.created(partial);
  let leftBytes = 0;
  await drain(notes.handOut(piecesOf(bytes, 0), 0), (count) => {
    leftBytes += count;
    notes.acknowledged(leftBytes);
    const last = noted.at(-1);
    expect(last).toMatchObject({ stage: 'writing', head });
    expect(last?.offeredBytes).toBeGreaterThanOrEqual(leftBytes);
    expect(leftBytes - (last?.writtenBytes ?? 0)).toBeLessThanOrEqual(2 * notedEveryBytes);
  });
  expect(leftBytes).toBe(bytes.length);
  // Not for every chunk.
  expect(noted.length).toBeLessThan(7);
});

test('what is looked at before a part is gone on with is not said to be sent', async () => {
  const part = { name: 'a.mp3', stage: 'writing', head, writtenBytes: 9, offeredBytes: 9 } as const;
  const notes = notesOf(part);
  await notes.begin();
  await drain(notes.handOut(piecesOf(bytes, 0), 0), () => undefined);
  expect(noted).toEqual([]);
  expect(notes.left(null, false)).toMatchObject({ writtenBytes: 9, offeredBytes: 9 });
});

test('no byte leaves when the journal cannot be told', async () => {
  const notes = new CopyNotes('a.mp3', bytes.length, null, () =>
    Promise.resolve(err({ code: 'file.diskFull' })),
  );
  await notes.created(partial);
  const handed = drain(notes.handOut(piecesOf(bytes, 0), 0), () => expect.fail('A byte left'));
  await expect(handed).rejects.toMatchObject({ error: { code: 'file.diskFull' } });
});

test('what a device says it holds nothing of is no leftover, and what it cannot say is one', () => {
  expect(notesOf().left(null, true)).toBeNull();
  expect(notesOf().left(null, false)).toEqual({ name: 'a.mp3', stage: 'announcing' });
  expect(notesOf().left({ ...partial, name: '.part' }, true)).toMatchObject({
    name: '.part',
    isTemporary: true,
  });
});
