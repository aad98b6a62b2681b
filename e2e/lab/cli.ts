/** The lab for people: `node e2e/lab/cli.ts` says how. */
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { labDevices, MtpLab, type LabDevice } from './MtpLab.ts';
import { missingForLab } from './missingForLab.ts';

const usage = `node e2e/lab/cli.ts [--folder FOLDER] COMMAND

  start                      boots a lab and keeps it until Ctrl-C or "stop"
  stop                       ends it, and waits until it is gone
  status                     says where it runs
  unplug qemu|umtp           pulls a device out, whatever it is doing
  plug qemu|umtp             plugs it in again
  inside [--device qemu|umtp] -- COMMAND...
                             runs a command in the guest, with both devices or only one on its USB bus

FOLDER tells labs apart; it is in the folder for temporary files unless named.`;

const { values, positionals } = parseArgs({
  options: { folder: { type: 'string' }, device: { type: 'string' } },
  allowPositionals: true,
});
const folder = values.folder ?? join(tmpdir(), `mtp-lab-of-${userInfo().username}`);
const [command = '', ...rest] = positionals;
const runningLab = () => MtpLab.attach({ folder });

const commands: Readonly<Record<string, () => Promise<void>>> = {
  start,
  stop: async () => (await runningLab()).stop(),
  status: async () => printStatus(await runningLab()),
  unplug: async () => (await runningLab()).unplug(deviceNamed(rest[0])),
  plug: async () => (await runningLab()).plug(deviceNamed(rest[0])),
  inside,
};

try {
  if (!Object.hasOwn(commands, command)) throw new Error(usage);
  await commands[command]?.();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** Lasts as long as QEMU does: it is a child of this process. */
async function start(): Promise<void> {
  const missing = missingForLab();
  if (missing.length > 0) throw new Error(`The lab needs Debian’s packages ${missing.join(', ')}`);
  const lab = await MtpLab.start({ folder });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void lab.stop());
  printStatus(lab);
}

async function inside(): Promise<void> {
  const lab = await runningLab();
  const device = values.device === undefined ? {} : { device: deviceNamed(values.device) };
  await using run = await lab.inside(rest, device);
  for await (const line of run.lines()) console.log(line);
  const { exitCode } = await run.finished();
  process.exitCode = exitCode;
}

function printStatus(lab: MtpLab): void {
  console.log(`uMTP-Responder and QEMU’s MTP device are on 127.0.0.1:${lab.port} over USB/IP.
QEMU’s device stores ${lab.qemuFolder}
/lab inside is       ${lab.sharedFolder}
Log:                 ${join(lab.folder, 'log')}`);
}

function deviceNamed(name: string | undefined): LabDevice {
  const device = labDevices.find((each) => each === name);
  if (device === undefined) throw new Error(`Name one of ${labDevices.join(', ')}`);
  return device;
}
