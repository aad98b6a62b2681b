import { expect, test } from 'vitest';
import { ok } from '../../../../base/Result.ts';
import { FreeSpace } from './FreeSpace.ts';

class Storage {
  readonly space = new FreeSpace();
  readonly #freeBytes: number;
  asked = 0;

  constructor(freeBytes: number) {
    this.#freeBytes = freeBytes;
  }

  take(sizeBytes: number) {
    return this.space.take(1, sizeBytes, () => {
      this.asked += 1;
      return Promise.resolve(ok({ freeBytes: this.#freeBytes, capacityBytes: 1_000 }));
    });
  }
}

test('without a session every object asks for the room there is', async () => {
  const storage = new Storage(100);
  expect(await storage.take(60)).toEqual(ok(true));
  expect(await storage.take(60)).toEqual(ok(true));
  expect(storage.asked).toBe(2);
});

test('WD-10 in a session the room is asked for once and reckoned, until it seems too little', async () => {
  const storage = new Storage(100);
  storage.space.setInSession(true);
  expect(await storage.take(60)).toEqual(ok(true));
  expect(await storage.take(40)).toEqual(ok(true));
  expect(storage.asked).toBe(1);
  expect(await storage.take(1)).toEqual(ok(true));
  expect(storage.asked).toBe(2);
  expect(await storage.take(101)).toEqual(ok(false));
  storage.space.setInSession(false);
  storage.space.setInSession(true);
  await storage.take(1);
  expect(storage.asked).toBe(4);
});

test('a storage that states more room than it has bytes has those', async () => {
  const storage = new Storage(2_000);
  expect(await storage.take(1_000)).toEqual(ok(true));
  expect(await storage.take(1_001)).toEqual(ok(false));
});
