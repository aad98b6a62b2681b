import type { FolderReference } from '../../electron/devices/DeviceObject.ts';
import type { Measurement } from '../Measurement.ts';
import type { BenchPlayer } from './BenchPlayer.ts';

const fileCount = 20;

/** Transactions of the same small files with and without a session around them (WD-10). */
export async function measureSession(
  player: BenchPlayer,
  name: string,
): Promise<readonly Measurement[]> {
  const parent = await player.makeFolder(await player.root(), `bench ${Date.now()}`);
  const within = await player.makeFolder(parent, 'with');
  const without = await player.makeFolder(parent, 'without');
  await player.beginSession();
  const transactionsWithin = await transactionsOfWriting(player, within);
  await player.endSession();
  const transactionsWithout = await transactionsOfWriting(player, without);
  if (parent.folderId !== null) await player.remove(parent.folderId);
  const each = (transactions: number) =>
    ({ value: transactions / fileCount, unit: 'transactions' }) as const;
  return [
    { name: `${name}, a file in a session`, ...each(transactionsWithin) },
    { name: `${name}, a file without one`, ...each(transactionsWithout) },
  ];
}

async function transactionsOfWriting(
  player: BenchPlayer,
  folder: FolderReference,
): Promise<number> {
  const before = player.counts.transactions;
  for (let number = 0; number < fileCount; number += 1) {
    await player.write(folder, `${number}.mp3`, new Uint8Array(1));
  }
  return player.counts.transactions - before;
}
