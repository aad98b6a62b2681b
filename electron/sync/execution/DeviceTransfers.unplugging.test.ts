import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { DeviceOperation } from '../../devices/DeviceCapabilities.ts';
import { fakeOperations } from '../../devices/testing/fake/FakeDevice.ts';
import { valueOf } from '../../devices/testing/valueOf.ts';
import { TestPlayer } from '../testing/TestPlayer.ts';
import { TransferHarness } from '../testing/TransferHarness.ts';

vi.setConfig({ testTimeout: 120_000 });

let shared: Awaited<ReturnType<typeof TransferHarness.journal>>;
beforeAll(async () => {
  shared = await TransferHarness.journal();
});
afterAll(() => shared[Symbol.asyncDispose]());

interface Variant {
  readonly operations: readonly DeviceOperation[];
  /** Is there a file of every name already? */
  readonly replaces: boolean;
  readonly fileCount: number;
}

const without = (...lacking: readonly DeviceOperation[]) =>
  fakeOperations.filter((operation) => !lacking.includes(operation));

/** Less than a piece of the wire, exactly two, several, nothing. */
const sizesBytes = Array.from(
  { length: 20 },
  (_, index) => [1_000, 131_072, 0, 150_000][index % 4],
);
const folder = ['Music', 'Ada'];
const oldBytes = (index: number) => new Uint8Array(100 + index).fill(index);
let deviceCount = 0;

/** When it is pulled: before it does what a transaction asks for, or before it has said so. */
type Moment = 'disappearsAtTransaction' | 'disappearsAfterAnswerOf';

/**
 * A copy of files onto a player that disappears at one transaction of it, counted from 1.
 *
 * @returns did it disappear? Else the copy has fewer transactions
 */
async function unpluggedAt(
  transaction: number,
  moment: Moment,
  { operations, replaces, fileCount }: Variant,
): Promise<boolean> {
  deviceCount += 1;
  const capabilities = { operations: new Set(operations) };
  const player = new TestPlayer({ number: deviceCount, capabilities });
  await using harness = new TransferHarness(player, shared.journal);
  if (replaces) putOldFiles(player, fileCount);
  await vi.waitFor(() => expect(player.device.storages).toHaveLength(1));
  const before = player.fake.transactionCount;
  player.fake.faults[moment] = before + transaction;

  const sizes = Array.from({ length: fileCount }, (_, index) => sizesBytes[index % 4] ?? 0);
  const wanted = await harness.copy(sizes, (name) => ({
    folder,
    replaces: replaces ? player.replacedFile([...folder, name]) : null,
  }));
  await harness.until(({ state }) => state === 'waitingForDevice' || state === 'idle');
  const wasPulled = !player.fake.isPlugged;
  if (wasPulled) {
    await expectAccounted(harness, wanted, replaces);
    player.fake.plug();
  }
  await harness.idle();

  const paths = wanted.map((_, index) => `Music/Ada/${index}.mp3`);
  const { files } = player;
  expect([...files.keys()].toSorted()).toEqual(['Music/', 'Music/Ada/', ...paths].toSorted());
  for (const [index, path] of paths.entries()) {
    expect(Buffer.compare(files.get(path) ?? Buffer.of(1), wanted[index] ?? Buffer.of(2))).toBe(0);
  }
  expect(harness.transfers.queue).toMatchObject({ doneCount: fileCount, failedCount: 0 });
  expect(valueOf(await shared.journal.ask('leftovers', { deviceId: player.deviceId }))).toEqual([]);
  expect(harness.sources.openCount).toBe(0);
  return wasPulled;
}

function putOldFiles({ fake }: TestPlayer, count: number): void {
  const music = fake.add({ name: 'Music', kind: 'folder' });
  const { storageId } = music.parent;
  const inMusic = { storageId, folderId: music.objectId };
  const ada = fake.add({ name: 'Ada', kind: 'folder', parent: inMusic });
  const parent = { storageId, folderId: ada.objectId };
  for (let index = 0; index < count; index += 1) {
    fake.add({ name: `${index}.mp3`, kind: 'file', bytes: oldBytes(index), parent });
  }
}

/** Everything on the player is whole, or the journal knows of it; and of what was replaced one is there. */
async function expectAccounted(
  { player, journal }: TransferHarness,
  wanted: readonly Uint8Array[],
  replaces: boolean,
): Promise<void> {
  const next = valueOf(await journal.ask('next', { deviceId: player.deviceId }));
  const known = next?.leftover?.name ?? null;
  const wholeIndexes = new Set<number>();
  for (const [path, bytes] of player.files) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (bytes === null) continue;
    const index = Number.parseInt(name, 10);
    const isWhole = [wanted[index], replaces ? oldBytes(index) : undefined].some(
      (whole) => whole !== undefined && Buffer.compare(bytes, whole) === 0,
    );
    if (isWhole) wholeIndexes.add(index);
    if (!isWhole || name !== `${index}.mp3`) expect(name).toBe(known);
  }
  if (replaces) expect(wholeIndexes.size).toBe(wanted.length);
}

const variants: readonly (readonly [string, Variant])[] = [
  [
    '20 files arrive whole on a player that can go on with a part',
    { operations: fakeOperations, replaces: false, fileCount: 20 },
  ],
  [
    '20 files arrive whole on a player that cannot go on with a part',
    { operations: without('resumeWrite'), replaces: false, fileCount: 20 },
  ],
  [
    'files are replaced and none is lost on a player that can go on with a part',
    { operations: fakeOperations, replaces: true, fileCount: 6 },
  ],
  [
    'files are replaced and none is lost on a player that cannot go on with a part',
    { operations: without('resumeWrite'), replaces: true, fileCount: 6 },
  ],
];
const moments: readonly (readonly [string, Moment])[] = [
  ['before it does what it is asked', 'disappearsAtTransaction'],
  ['before it says what it did', 'disappearsAfterAnswerOf'],
];

describe.each(variants)('%s, at whichever transaction it is pulled', (_, variant) => {
  test.each(moments)('%s', async (_when, moment) => {
    let transaction = 1;
    while (await unpluggedAt(transaction, moment, variant)) transaction += 1;
    expect(transaction).toBeGreaterThan(2 * variant.fileCount);
  });
});
