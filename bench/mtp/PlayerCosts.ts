import type { Measurement } from '../Measurement.ts';
import type { PlayerLoad } from './PlayerLoad.ts';

const tasks = [
  'listing',
  'large file up',
  'large file down',
  'small files up',
  'small files down',
] as const;
type Task = (typeof tasks)[number];

/** What a task took. Opening the player is a part of none. */
export interface Cost {
  readonly ms: number;
  /** Transfers of USB. */
  readonly requests: number;
  /** Of MTP, where they are counted. */
  readonly transactions?: number;
}

/** Of one task, the same for all. */
interface TaskCosts {
  readonly ours: Cost;
  /** The same in the same process once more, when everything is compiled and at hand. */
  readonly oursWarm?: Cost;
  readonly barePipe: Cost;
  /** Of libmtp's own programs. */
  readonly libmtp?: Cost;
}

export type PlayerCosts = Partial<Record<Task, TaskCosts>>;

const megabyte = 1e6;

/** The same costs, beside what libmtp takes where that is known. */
export function withLibmtp(costs: PlayerCosts, libmtp: Partial<Record<Task, Cost>>): PlayerCosts {
  const joined: PlayerCosts = {};
  for (const task of tasks) {
    const [own, theirs] = [costs[task], libmtp[task]];
    if (own !== undefined) joined[task] = theirs === undefined ? own : { ...own, libmtp: theirs };
  }
  return joined;
}

/** Each cost, then what the ratios are. */
export function describeCosts(
  name: string,
  load: PlayerLoad,
  costs: PlayerCosts,
): readonly Measurement[] {
  return tasks.flatMap((task) => {
    const taskCosts = costs[task];
    if (taskCosts === undefined) return [];
    const what = `${name}, ${describeTask(task, load)}`;
    const { ours, oursWarm, barePipe, libmtp } = taskCosts;
    const times = (label: string, of: Cost): Measurement => ({
      name: `${what}, ${label}`,
      value: of.ms / ours.ms,
      unit: 'times',
    });
    return [
      ...describeCost(`${what}, ours`, task, load, ours),
      ...(oursWarm === undefined ? [] : describeCost(`${what}, ours warm`, task, load, oursWarm)),
      ...describeCost(`${what}, bare pipe`, task, load, barePipe),
      ...(libmtp === undefined ? [] : describeCost(`${what}, libmtp`, task, load, libmtp)),
      times('as fast as the bare pipe', barePipe),
      ...(libmtp === undefined ? [] : [times('as fast as libmtp', libmtp)]),
    ];
  });
}

function describeTask(task: Task, { largeBytes, listedFiles, smallFiles, smallBytes }: PlayerLoad) {
  switch (task) {
    case 'listing':
      return `listing ${listedFiles} files`;
    case 'large file up':
    case 'large file down':
      return `${task} (${largeBytes / 2 ** 20} MiB)`;
    case 'small files up':
    case 'small files down':
      return `${task} (${smallFiles} of ${smallBytes / 2 ** 10} KiB)`;
  }
}

function describeCost(
  name: string,
  task: Task,
  { largeBytes }: PlayerLoad,
  { ms, requests, transactions }: Cost,
): readonly Measurement[] {
  const isLarge = task === 'large file up' || task === 'large file down';
  const seconds = ms / 1000;
  return [
    isLarge
      ? { name, value: largeBytes / megabyte / seconds, unit: 'MB/s' }
      : { name, value: seconds, unit: 's' },
    { name, value: requests, unit: 'requests' },
    ...(transactions === undefined
      ? []
      : [{ name, value: transactions, unit: 'transactions' as const }]),
  ];
}
