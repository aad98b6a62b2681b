import type { DeviceObject, FolderReference } from '../../electron/devices/DeviceObject.ts';
import { quantile, type Measurement } from '../Measurement.ts';
import type { BenchPlayer } from './BenchPlayer.ts';

export interface PlayerLoad {
  /** One file. */
  readonly largeBytes: number;
  /** The large file goes up and down this often, ours and the bare pipe's in turns; the median counts. */
  readonly rounds: number;
  readonly smallFiles: number;
  readonly smallBytes: number;
  /** Objects in `folderToList`. */
  readonly listedFiles: number;
}

/** A folder with `listedFiles` files, which somebody has filled before. */
export const folderToList = 'to be listed';

const megabyte = 1e6;
const sessionFiles = 20;
const bothTypes = new Set(['transferToDevice', 'transferFromDevice'] as const);
const never = new AbortController().signal;

/** Files up and down, by our stack and, in the same run, by the bare pipe of the same transport. */
export async function measureTransfers(
  player: BenchPlayer,
  name: string,
  load: PlayerLoad,
): Promise<readonly Measurement[]> {
  const folder = await player.makeFolder(await player.root(), `bench ${Date.now()}`);
  const measured: Measurement[] = [];
  const note = (what: string, value: number, unit: Measurement['unit']) =>
    measured.push({ name: `${name}, ${what}`, value, unit });

  const large = await measureLarge(player, folder, load);
  for (const direction of ['up', 'down'] as const) {
    const [oursMs, rawMs] = [large.ours[direction], large.raw[direction]];
    const speed = (ms: number) => load.largeBytes / megabyte / (ms / 1000);
    note(`large file ${direction}, ours`, speed(oursMs), 'MB/s');
    note(`large file ${direction}, bare pipe`, speed(rawMs), 'MB/s');
    note(`large file ${direction}, ours of the bare pipe`, rawMs / oursMs, 'times');
  }

  const small = await measureSmall(player, folder, load);
  for (const direction of ['up', 'down'] as const) {
    const { ms, transactions } = small[direction];
    note(`small files ${direction}`, ms / 1000, 's');
    note(`small files ${direction}, each`, transactions / load.smallFiles, 'transactions');
  }

  const sessions = await measureSession(player, folder, load.smallBytes);
  note(`a file in a session`, sessions.within / sessionFiles, 'transactions');
  note(`a file without one`, sessions.without / sessionFiles, 'transactions');
  await player.remove(idOf(folder));
  return measured;
}

/** `folderToList`, by our stack. */
export async function measureListing(
  player: BenchPlayer,
  name: string,
  { listedFiles }: PlayerLoad,
): Promise<readonly Measurement[]> {
  const root = await player.root();
  const folder = (await player.list(root)).find((object) => object.name === folderToList);
  if (folder === undefined) throw new Error(`There is no folder “${folderToList}”`);
  const { ms, transactions } = await countOf(player, async () => {
    const listed = await player.list({ ...root, folderId: folder.objectId });
    if (listed.length !== listedFiles) throw new Error(`${listed.length} files are listed`);
  });
  const what = `${name}, listing ${listedFiles} files`;
  return [
    { name: what, value: ms / 1000, unit: 's' },
    { name: what, value: transactions, unit: 'transactions' },
  ];
}

async function measureLarge(
  player: BenchPlayer,
  folder: FolderReference,
  { largeBytes, rounds }: PlayerLoad,
) {
  const bytes = new Uint8Array(largeBytes).fill(0x5a);
  const ours = { up: [] as number[], down: [] as number[] };
  const raw = { up: [] as number[], down: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const [oursName, rawName] = [`ours ${round}`, `raw ${round}`];
    const oursUp = async () => {
      const write = () => player.write(folder, oursName, bytes);
      ours.up.push(await timeOf(write));
    };
    const rawUp = async () => {
      await player.announce(folder, rawName, largeBytes);
      raw.up.push(await player.raw.send(largeBytes));
    };
    await inTurns(round, oursUp, rawUp);
    const { objectId } = await find(player, folder, rawName);
    const oursDown = async () => {
      ours.down.push(await timeOf(() => player.read(objectId)));
    };
    const rawDown = async () => {
      raw.down.push(await player.raw.receive(player.handleOf(objectId), largeBytes));
    };
    await inTurns(round, oursDown, rawDown);
    await player.remove(objectId);
    await player.remove((await find(player, folder, oursName)).objectId);
  }
  const medians = ({ up, down }: typeof ours) => ({
    up: quantile(up, 0.5),
    down: quantile(down, 0.5),
  });
  return { ours: medians(ours), raw: medians(raw) };
}

/** Who comes first finds a device that has rested: each does as often. */
async function inTurns(
  round: number,
  one: () => Promise<void>,
  other: () => Promise<void>,
): Promise<void> {
  for (const run of round % 2 === 0 ? [one, other] : [other, one]) await run();
}

/** As a transfer does it: in one session. */
async function measureSmall(
  player: BenchPlayer,
  folder: FolderReference,
  { smallFiles, smallBytes }: PlayerLoad,
) {
  const bytes = new Uint8Array(smallBytes).fill(0xa5);
  const written: DeviceObject[] = [];
  await player.connection.sessionParticipant.beginSession(bothTypes, null, never);
  const up = await countOf(player, async () => {
    for (let number = 0; number < smallFiles; number += 1) {
      written.push(await player.write(folder, `small ${number}.mp3`, bytes));
    }
  });
  const down = await countOf(player, async () => {
    for (const { objectId } of written) await player.read(objectId);
  });
  await player.connection.sessionParticipant.endSession(bothTypes, null, never);
  return { up, down };
}

/** Transactions of the same files with and without a session around them (WD-10). */
async function measureSession(player: BenchPlayer, parent: FolderReference, sizeBytes: number) {
  const bytes = new Uint8Array(sizeBytes);
  const write = async (folder: FolderReference) => {
    for (let number = 0; number < sessionFiles; number += 1) {
      await player.write(folder, `${number}.mp3`, bytes);
    }
  };
  const [one, other] = [
    await player.makeFolder(parent, 'with'),
    await player.makeFolder(parent, 'without'),
  ];
  await player.connection.sessionParticipant.beginSession(bothTypes, null, never);
  const within = await countOf(player, () => write(one));
  await player.connection.sessionParticipant.endSession(bothTypes, null, never);
  const without = await countOf(player, () => write(other));
  return { within: within.transactions, without: without.transactions };
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

async function countOf(player: BenchPlayer, work: () => Promise<void>) {
  const before = player.transactionCount;
  const ms = await timeOf(work);
  return { ms, transactions: player.transactionCount - before };
}

/** QEMU knows a file a moment after its last byte. */
async function find(
  player: BenchPlayer,
  folder: FolderReference,
  name: string,
): Promise<DeviceObject> {
  for (;;) {
    const found = (await player.list(folder)).find((object) => object.name === name);
    if (found !== undefined) return found;
  }
}

function idOf({ folderId }: FolderReference) {
  if (folderId === null) throw new Error('The root has no id');
  return folderId;
}
