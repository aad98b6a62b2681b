import type { DeviceObject, FolderReference } from '../../electron/devices/DeviceObject.ts';
import { formatCodes } from '../../electron/devices/providers/mtp/codec/codes/formatCodes.ts';
import { encodeObjectInfo } from '../../electron/devices/providers/mtp/codec/ObjectInfo.ts';
import { quantile } from '../Measurement.ts';
import type { BenchPlayer } from './BenchPlayer.ts';
import type { Cost, PlayerCosts } from './PlayerCosts.ts';
import { folderToList, type PlayerLoad } from './PlayerLoad.ts';
import type { RawRequest } from './RawPipe.ts';

const listBytes = 64 * 2 ** 10;
/** As our stack asks for a dataset. */
const datasetBytes = 16 * 2 ** 10 - 12;

/** How late a player may know a file that it has acknowledged. */
const shownWithinMs = 60_000;

interface RoundTripCosts {
  readonly up: Cost[];
  readonly down: Cost[];
}

/** `folderToList`, by our stack, and by the bare pipe one object after the other. */
export async function measureListing(
  player: BenchPlayer,
  { listedFiles }: PlayerLoad,
): Promise<PlayerCosts> {
  const root = await player.root();
  const found = (await player.list(root)).find((object) => object.name === folderToList);
  if (found === undefined) throw new Error(`There is no folder “${folderToList}”`);
  const folder = { ...root, folderId: found.objectId };
  const listed = new Map<string, DeviceObject>();
  const list = async () => {
    for (const object of await player.list(folder)) listed.set(object.objectId, object);
    if (listed.size !== listedFiles) throw new Error(`${listed.size} files are listed`);
  };
  const ours = await costOf(player, list);
  const { storageId, parent } = player.folderHandle(folder);
  const barePipe = await rawCostOf(player, [
    {
      operation: 'GetObjectHandles',
      parameters: [storageId, 0, parent],
      expectedBytes: listBytes,
    },
    ...[...listed.values()].map((object) => ({
      operation: 'GetObjectInfo' as const,
      parameters: [player.handle(object)],
      expectedBytes: datasetBytes,
    })),
  ]);
  return { listing: { ours, oursWarm: await costOf(player, list), barePipe } };
}

/** Files up and down, by our stack and by the bare pipe. */
export async function measureTransfers(
  player: BenchPlayer,
  load: PlayerLoad,
): Promise<PlayerCosts> {
  const folder = await player.makeFolder(await player.root(), `bench ${Date.now()}`);
  const costs = {
    ...(await measureLarge(player, folder, load)),
    ...(await measureSmall(player, folder, load)),
  };
  if (folder.folderId !== null) await player.remove(folder.folderId);
  return costs;
}

async function measureLarge(
  player: BenchPlayer,
  folder: FolderReference,
  { largeBytes, rounds }: PlayerLoad,
): Promise<PlayerCosts> {
  const bytes = new Uint8Array(largeBytes).fill(0x5a);
  const ours: RoundTripCosts = { up: [], down: [] };
  const raw: RoundTripCosts = { up: [], down: [] };
  for (let round = 0; round < rounds; round += 1) {
    const names = { ours: `ours ${round}`, raw: `raw ${round}` };
    const oursUp = async () =>
      ours.up.push(await costOf(player, () => player.write(folder, names.ours, bytes)));
    const rawUp = async () =>
      raw.up.push(await rawCostOf(player, sending(player, folder, names.raw, bytes)));
    await inTurns(round, oursUp, rawUp);
    const object = await find(player, folder, names.raw);
    const oursDown = async () => ours.down.push(await costOf(player, () => player.read(object)));
    const rawDown = async () => raw.down.push(await rawCostOf(player, [getting(player, object)]));
    await inTurns(round, oursDown, rawDown);
    await player.remove(object.objectId);
    await player.remove((await find(player, folder, names.ours)).objectId);
  }
  return {
    'large file up': { ours: median(ours.up), barePipe: median(raw.up) },
    'large file down': { ours: median(ours.down), barePipe: median(raw.down) },
  };
}

/** As a transfer does it: in one session. */
async function measureSmall(
  player: BenchPlayer,
  parent: FolderReference,
  { smallFiles, smallBytes }: PlayerLoad,
): Promise<PlayerCosts> {
  const bytes = new Uint8Array(smallBytes).fill(0xa5);
  const names = Array.from({ length: smallFiles }, (_, number) => `small ${number}.mp3`);
  const folder = await player.makeFolder(parent, 'ours');
  const rawFolder = await player.makeFolder(parent, 'bare');
  const written: DeviceObject[] = [];
  await player.beginSession();
  const oursUp = await costOf(player, async () => {
    for (const name of names) written.push(await player.write(folder, name, bytes));
  });
  const oursDown = await costOf(player, async () => {
    for (const object of written) await player.read(object);
  });
  await player.endSession();
  const all = names.flatMap((name) => sending(player, rawFolder, name, bytes));
  const rawUp = await rawCostOf(player, all);
  const rawDown = await rawCostOf(
    player,
    written.map((object) => getting(player, object)),
  );
  return {
    'small files up': { ours: oursUp, barePipe: rawUp },
    'small files down': { ours: oursDown, barePipe: rawDown },
  };
}

async function costOf(player: BenchPlayer, work: () => Promise<unknown>): Promise<Cost> {
  const before = player.counts;
  const startedMs = performance.now();
  await work();
  const ms = performance.now() - startedMs;
  const { transactions, requests } = player.counts;
  return {
    ms,
    transactions: transactions - before.transactions,
    requests: requests - before.requests,
  };
}

/** What the preparing takes is left out. */
async function rawCostOf(player: BenchPlayer, requests: readonly RawRequest[]): Promise<Cost> {
  const all = { ms: 0 };
  const cost = await costOf(player, async () => {
    all.ms = await player.raw.run(requests);
  });
  return { ...cost, ms: all.ms };
}

/** An object is announced, then sent. */
function sending(
  player: BenchPlayer,
  folder: FolderReference,
  fileName: string,
  bytes: Uint8Array,
): readonly RawRequest[] {
  const { storageId, parent } = player.folderHandle(folder);
  const info = encodeObjectInfo({
    storageId,
    parent,
    format: formatCodes.Undefined,
    protectionStatus: 0,
    compressedSizeBytes: bytes.byteLength,
    fileName,
    dateCreated: '',
    dateModified: '',
  });
  return [
    { operation: 'SendObjectInfo', parameters: [storageId, parent], payload: info },
    { operation: 'SendObject', parameters: [], payload: bytes },
  ];
}

function getting(player: BenchPlayer, object: DeviceObject): RawRequest {
  const parameters = [player.handle(object)];
  return { operation: 'GetObject', parameters, expectedBytes: object.sizeBytes };
}

/** Who comes first finds a device that has rested: each does as often. */
async function inTurns(
  round: number,
  one: () => Promise<unknown>,
  other: () => Promise<unknown>,
): Promise<void> {
  for (const run of round % 2 === 0 ? [one, other] : [other, one]) await run();
}

function median(costs: readonly Cost[]): Cost {
  const ms = quantile(
    costs.map((cost) => cost.ms),
    0.5,
  );
  const found = costs.find((cost) => cost.ms === ms);
  if (found === undefined) throw new Error('Nothing was measured');
  return found;
}

/** QEMU knows a file a moment after its last byte. */
async function find(
  player: BenchPlayer,
  folder: FolderReference,
  name: string,
): Promise<DeviceObject> {
  const deadlineMs = performance.now() + shownWithinMs;
  while (performance.now() < deadlineMs) {
    const found = (await player.list(folder)).find((object) => object.name === name);
    if (found !== undefined) return found;
  }
  throw new Error(`“${name}” was written and is not listed`);
}
