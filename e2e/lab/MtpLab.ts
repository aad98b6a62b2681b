import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { abandonStore } from './abandonStore.ts';
import { GuestControl } from './GuestControl.ts';
import { InsideRun } from './InsideRun.ts';
import { LabFolder } from './LabFolder.ts';
import { LineSocket } from './LineSocket.ts';
import { QemuMonitor } from './QemuMonitor.ts';
import { shellScript } from './shellScript.ts';
import { qemuSerialNumber, startQemu, type QemuProcess } from './startQemu.ts';

export const labDevices = ['qemu', 'umtp'] as const;

/** `qemu` is QEMU's own MTP device (46f4:0004), `umtp` uMTP-Responder (1d6b:0100). */
export type LabDevice = (typeof labDevices)[number];

interface InsideOptions {
  /** Only this one is plugged in meanwhile. */
  readonly device?: LabDevice;
  readonly timeoutS?: number;
}

/**
 * A guest with two real MTP responders that nobody of this project wrote. Both are exported over USB/IP,
 * or given to programs that run inside the guest on its USB bus. Any process may command a lab whose
 * folder it knows; the one that started it ends it.
 */
export class MtpLab {
  readonly folder: string;
  /** Where both devices are exported over USB/IP, on 127.0.0.1. */
  readonly port: number;
  readonly #files: LabFolder;
  readonly #monitor: QemuMonitor;
  readonly #control: GuestControl;
  readonly #qemu: QemuProcess | null;

  private constructor(files: LabFolder, port: number, qemu: QemuProcess | null) {
    this.#files = files;
    this.#qemu = qemu;
    this.folder = files.path;
    this.port = port;
    this.#monitor = new QemuMonitor(files.monitorSocket);
    this.#control = new GuestControl(files.controlSocket);
  }

  /**
   * Boots a lab in a folder of its own, which the caller removes. Takes some 20 seconds. The lab ends with
   * this process at the latest.
   *
   * @param folder a short path: that of a socket in it may have 107 bytes
   * @throws when it does not come up, with the end of its log
   */
  static async start({ folder }: { readonly folder: string }): Promise<MtpLab> {
    const files = new LabFolder(folder);
    if (await isListening(files.monitorSocket)) throw new Error(`A lab runs in ${folder} already`);
    files.create();
    const qemu = await startQemu(files);
    const failed = qemu.ended.then((how) => Promise.reject(new Error(`QEMU ended with ${how}`)));
    try {
      await Promise.race([failed, new GuestControl(files.controlSocket).booted()]);
      return new MtpLab(files, await forwardedPort(files), qemu);
    } catch (error) {
      qemu.kill();
      await qemu.ended;
      throw new Error(`The lab did not come up:\n${files.endOfLog()}`, { cause: error });
    }
  }

  /** The lab that runs in `folder`. @throws where none does, with the end of its log */
  static async attach({ folder }: { readonly folder: string }): Promise<MtpLab> {
    const files = new LabFolder(folder);
    try {
      return new MtpLab(files, await forwardedPort(files), null);
    } catch (error) {
      throw new Error(`No lab runs in ${folder}:\n${files.endOfLog()}`, { cause: error });
    }
  }

  /** What QEMU's device stores, to be looked at and changed behind its back. */
  get qemuFolder(): string {
    return this.#files.qemuStore;
  }

  /** `/lab` of the programs inside. */
  get sharedFolder(): string {
    return this.#files.shared;
  }

  /** Pulls a device out, whatever it is doing. Resolves when it has vanished from the list of exported devices. */
  async unplug(device: LabDevice): Promise<void> {
    if (device === 'umtp') await this.#control.perform('unplug-umtp');
    else if (await this.#isQemuPlugged()) {
      await this.#monitor.execute('device_del', { id: 'mtp' }, 'DEVICE_DELETED');
      await abandonStore(this.#files);
    }
    await this.#control.perform(`wait-absent ${device}`);
  }

  /** Plugs a device in again. Resolves when it is exported; it may have another bus id. */
  async plug(device: LabDevice): Promise<void> {
    if (device === 'umtp') await this.#control.perform('plug-umtp');
    else if (!(await this.#isQemuPlugged())) {
      await this.#monitor.execute('device_add', {
        driver: 'usb-mtp',
        id: 'mtp',
        rootdir: this.qemuFolder,
        readonly: false,
        desc: 'qemu',
        serial: qemuSerialNumber,
      });
    }
    await this.#control.perform(`settle ${device}`);
  }

  /** Deletes everything a device stores; it is unplugged meanwhile. */
  async empty(device: LabDevice): Promise<void> {
    await this.unplug(device);
    if (device === 'umtp') await this.#control.perform('empty-store');
    else {
      for (const name of readdirSync(this.qemuFolder)) {
        rmSync(join(this.qemuFolder, name), { recursive: true });
      }
    }
    await this.plug(device);
  }

  /**
   * Starts a program inside the guest, in a root that looks like this machine's (what it writes there is
   * lost; `/lab` is `sharedFolder`) and in the current folder. Meanwhile the devices are not exported: they
   * are on the guest's own USB bus, where they can be unplugged and plugged in all the same. Programs run
   * some 10 to 20 times slower than here, one at a time. Disposing of the run ends it and exports the
   * devices again.
   */
  async inside(
    command: readonly string[],
    { device, timeoutS = 300 }: InsideOptions = {},
  ): Promise<InsideRun> {
    writeFileSync(join(this.sharedFolder, 'command'), shellScript(command));
    await this.#plugOnly(device === undefined ? labDevices : [device], 'release');
    const run = await InsideRun.connect(this.#files.insideSocket, () => this.#endInside(run));
    await this.#control.perform(`start-inside ${timeoutS}`);
    return run;
  }

  /** Makes uMTP-Responder stall: it stays plugged in and answers nothing, until it thaws. */
  async freezeUmtp(): Promise<void> {
    await this.#control.perform('freeze-umtp');
  }

  async thawUmtp(): Promise<void> {
    await this.#control.perform('thaw-umtp');
  }

  /** What uMTP-Responder stores: the SHA-256 of each file, in hexadecimal, under its path. */
  async umtpFiles(): Promise<ReadonlyMap<string, string>> {
    const lines = await this.#control.perform('list-store');
    return new Map(lines.map((line) => [line.slice(67), line.slice(0, 64)]));
  }

  /** Resolves when QEMU is gone. @throws when it was gone already or is mute, with the end of its log */
  async stop(): Promise<void> {
    try {
      await this.#monitor.quit();
    } catch (error) {
      this.#qemu?.kill();
      const how = (await this.#qemu?.ended) ?? 'what its starter knows';
      const log = this.#files.endOfLog();
      throw new Error(`The lab was lost. QEMU ended with ${how}:\n${log}`, { cause: error });
    }
    await this.#qemu?.ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #endInside(run: InsideRun): Promise<void> {
    if (!run.hasEnded) {
      await this.#control.perform('end-inside');
      await run.finished();
    }
    await this.#plugOnly(labDevices, 'export');
  }

  /** uMTP-Responder is started anew: what used it may have left it in any state. */
  async #plugOnly(devices: readonly LabDevice[], fate: 'export' | 'release'): Promise<void> {
    await this.unplug('umtp');
    if (!devices.includes('qemu')) await this.unplug('qemu');
    await this.#control.perform(fate);
    for (const device of devices) await this.plug(device);
  }

  async #isQemuPlugged(): Promise<boolean> {
    const devices = await this.#monitor.execute('qom-list', { path: '/machine/peripheral' });
    return (devices as readonly { readonly name: string }[]).some(({ name }) => name === 'mtp');
  }
}

async function isListening(socketPath: string): Promise<boolean> {
  try {
    using _socket = await LineSocket.connect(socketPath);
    return true;
  } catch {
    return false;
  }
}

async function forwardedPort({ monitorSocket }: LabFolder): Promise<number> {
  const commandLine = { 'command-line': 'info usernet' };
  const network = await new QemuMonitor(monitorSocket).execute(
    'human-monitor-command',
    commandLine,
  );
  const port = /HOST_FORWARD\]\s+\d+\s+127\.0\.0\.1\s+(\d+)/.exec(String(network))?.[1];
  if (port === undefined) throw new Error(`QEMU forwards no port: ${String(network)}`);
  return Number(port);
}
