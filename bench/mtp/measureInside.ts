/**
 * Runs inside the lab's guest: our stack over libusb and, in the same run, libmtp's programs, on the player
 * that is plugged in. Parameters: `transfers` or `listing`, and the load as JSON. Prints a line of JSON.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { LibusbBus } from '../../electron/devices/providers/mtp/transports/usb/LibusbBus.ts';
import { insideDevice } from '../../e2e/lab/insideDevice.ts';
import type { Measurement } from '../Measurement.ts';
import { BenchPlayer } from './BenchPlayer.ts';
import { expectOk } from './expectOk.ts';
import { LibmtpTools } from './LibmtpTools.ts';
import { measureListing, measureTransfers, type PlayerLoad } from './measurePlayer.ts';

const [, , what, loadText = ''] = process.argv;
const load = JSON.parse(loadText) as PlayerLoad;
const device = insideDevice();
const ours = `${device} over libusb`;
const theirs = `${device} by libmtp`;
const tools = new LibmtpTools();
const bus = await LibusbBus.load();

const measured = await (what === 'listing' ? measureListings() : measureFiles());
process.stdout.write(`${JSON.stringify(measured)}\n`);

async function measureListings(): Promise<readonly Measurement[]> {
  const player = await openPlayer();
  const measured = await measureListing(player, ours, load);
  await player[Symbol.asyncDispose]();
  const name = `${theirs}, listing ${load.listedFiles} files`;
  return [...measured, { name, value: (await tools.list()) / 1000, unit: 's' }];
}

/** What opening the player takes is left out, of libmtp's times as of ours. */
async function measureFiles(): Promise<readonly Measurement[]> {
  const large = ['large.bin'];
  const small = Array.from({ length: load.smallFiles }, (_, number) => `small ${number}.mp3`);
  const bytesOf = (name: string) =>
    new Uint8Array(name === 'large.bin' ? load.largeBytes : load.smallBytes);
  const player = await openPlayer();
  const measured = [...(await measureTransfers(player, ours, load))];
  const note = (name: string, value: number, unit: Measurement['unit']) =>
    measured.push({ name: `${theirs}, ${name}`, value, unit });
  const speed = (ms: number) => load.largeBytes / 1e6 / (ms / 1000);

  // uMTP-Responder waits for ever for the empty packet that libmtp does not send.
  const takesFromLibmtp = device === 'qemu';
  if (!takesFromLibmtp) {
    const root = await player.root();
    for (const name of [...large, ...small]) await player.write(root, name, bytesOf(name));
  }
  await player[Symbol.asyncDispose]();
  if (takesFromLibmtp) {
    const pathsOf = (names: readonly string[]) =>
      names.map((name) => {
        const path = join('/tmp', name);
        writeFileSync(path, bytesOf(name));
        return path;
      });
    const emptyMs = await tools.open();
    note('large file up', speed((await tools.send(pathsOf(large))) - emptyMs), 'MB/s');
    note('small files up', ((await tools.send(pathsOf(small))) - emptyMs) / 1000, 's');
  }
  const received = '/tmp/received';
  mkdirSync(received);
  const fullMs = await tools.open();
  note('large file down', speed((await tools.receive(large, received)) - fullMs), 'MB/s');
  note('small files down', ((await tools.receive(small, received)) - fullMs) / 1000, 's');
  const count = readdirSync(received).length;
  if (count !== small.length + 1) throw new Error(`libmtp brought ${count} files`);
  return measured;
}

function openPlayer(): Promise<BenchPlayer> {
  const [found] = bus?.list() ?? [];
  if (found === undefined) throw new Error('There is no player');
  return BenchPlayer.open(expectOk(found.open()));
}
