/**
 * Runs inside the lab's guest: our stack over libusb and, in the same run, libmtp's programs, on the player
 * that is plugged in. Parameters: `transfers` (of an empty player) or `listing`, and the load as JSON. Prints
 * `CostsInside` as a line of JSON.
 */
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { LibusbBus } from '../../electron/devices/providers/mtp/transports/usb/LibusbBus.ts';
import { insideDevice } from '../../e2e/lab/insideDevice.ts';
import { BenchPlayer } from './BenchPlayer.ts';
import { expectOk } from './expectOk.ts';
import { beyondOpening, LibmtpTools } from './LibmtpTools.ts';
import { measureListing, measureTransfers } from './measurePlayer.ts';
import type { Cost, PlayerCosts } from './PlayerCosts.ts';
import type { PlayerLoad } from './PlayerLoad.ts';
import { UsbMonitor } from './UsbMonitor.ts';

/** `ours` with the bare pipe; `libmtp` beyond the opening of the player, but for listing, which is its part. */
export interface CostsInside {
  readonly ours: PlayerCosts;
  readonly libmtp: Partial<Record<keyof PlayerCosts, Cost>>;
  /** By libmtp, of the player that is as it was found. */
  readonly opening: Cost;
}

const [, , what, loadText = ''] = process.argv;
const load = JSON.parse(loadText) as PlayerLoad;
const device = insideDevice();
using monitor = new UsbMonitor();
const tools = new LibmtpTools(monitor);
const bus = await LibusbBus.load();

const costs = await (what === 'listing' ? listingCosts() : transferCosts());
process.stdout.write(`${JSON.stringify(costs)}\n`);

async function listingCosts(): Promise<CostsInside> {
  const player = await openPlayer();
  const ours = await measureListing(player, load);
  await player[Symbol.asyncDispose]();
  const opening = await tools.open();
  const { fileCount, ...listing } = await tools.list();
  if (fileCount < load.listedFiles) throw new Error(`libmtp lists ${fileCount} files`);
  return { ours, libmtp: { listing }, opening };
}

async function transferCosts(): Promise<CostsInside> {
  const opening = await tools.open();
  const player = await openPlayer();
  const ours = await measureTransfers(player, load);
  const large = ['large.bin'];
  const small = Array.from({ length: load.smallFiles }, (_, number) => `small ${number}.mp3`);
  const bytesOf = (name: string) =>
    new Uint8Array(name === 'large.bin' ? load.largeBytes : load.smallBytes);
  // uMTP-Responder waits for ever for the empty packet that libmtp does not send.
  const takesFromLibmtp = device === 'qemu';
  if (!takesFromLibmtp) {
    const root = await player.root();
    for (const name of [...large, ...small]) await player.write(root, name, bytesOf(name));
  }
  await player[Symbol.asyncDispose]();
  const send = async (names: readonly string[]) => {
    const paths = names.map((name) => {
      const path = join('/tmp', name);
      writeFileSync(path, bytesOf(name));
      return path;
    });
    return beyondOpening(await tools.send(paths), opening);
  };
  const up = takesFromLibmtp
    ? { 'large file up': await send(large), 'small files up': await send(small) }
    : {};
  const received = '/tmp/received';
  mkdirSync(received);
  const fullOpening = await tools.open();
  const receive = async (names: readonly string[]) =>
    beyondOpening(await tools.receive(names, received), fullOpening);
  const down = {
    'large file down': await receive(large),
    'small files down': await receive(small),
  };
  // What it sent before can only have come from the player.
  for (const name of [...large, ...small]) {
    const { size } = statSync(join(received, name));
    if (size !== bytesOf(name).length) throw new Error(`libmtp brought ${size} bytes of ${name}`);
  }
  return { ours, libmtp: { ...up, ...down }, opening };
}

function openPlayer(): Promise<BenchPlayer> {
  const [found] = bus?.list() ?? [];
  if (found === undefined) throw new Error('There is no player');
  return BenchPlayer.open(expectOk(found.open()));
}
