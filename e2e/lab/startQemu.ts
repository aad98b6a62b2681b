import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { guestImage } from './guestImage.ts';
import type { LabFolder } from './LabFolder.ts';

const memoryMb = 3072;
/** What a guest may live when nobody ends it. */
const lifetimeS = 4 * 60 * 60;

/** Of QEMU's device. Left to itself QEMU makes one up of the port, which is another at every plugging in. */
export const qemuSerialNumber = 'portamento-lab';

export interface QemuProcess {
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<string>;
  readonly kill: () => void;
}

/**
 * Starts the guest. It ends with the process that started it, and after some hours at the latest.
 * Resolves when QEMU was spawned, not when the guest has booted.
 */
export async function startQemu(folder: LabFolder): Promise<QemuProcess> {
  const { kernel, initrd } = await guestImage();
  const serialPort = (socket: string) => ['-serial', `unix:${socket},server=on,wait=off`];
  const sharedAs = (tag: string, path: string) =>
    `local,mount_tag=${tag},path=${path},security_model=none,multidevs=remap`;
  const qemu = [
    'qemu-system-x86_64',
    ...['-nodefaults', '-no-user-config', '-no-reboot', '-display', 'none', '-vga', 'none'],
    // Emulated everywhere, also where there is KVM: one speed, and no privilege.
    ...['-accel', 'tcg,thread=multi', '-cpu', 'max', '-smp', '2', '-m', String(memoryMb)],
    ...['-kernel', kernel, '-initrd', initrd],
    ...['-append', 'console=ttyS0 quiet panic=-1 rdinit=/lab/init.sh'],
    // Appended, for QEMU's own complaints go there, too.
    ...['-chardev', `file,id=log,path=${folder.log},append=on`, '-serial', 'chardev:log'],
    ...serialPort(folder.controlSocket),
    ...serialPort(folder.insideSocket),
    ...['-qmp', `unix:${folder.monitorSocket},server=on,wait=off`],
    // Port 0: any that is free.
    ...['-nic', 'user,model=virtio-net-pci,restrict=on,hostfwd=tcp:127.0.0.1:0-:3240'],
    ...['-virtfs', `${sharedAs('root', '/')},readonly=on`],
    ...['-virtfs', sharedAs('shared', folder.shared)],
    ...['-device', 'qemu-xhci'],
    ...['-device', `usb-mtp,id=mtp,rootdir=${folder.qemuStore},readonly=off,desc=qemu`],
    ...['-set', `device.mtp.serial=${qemuSerialNumber}`],
  ];
  // When this process dies, setpriv has it end timeout, which ends QEMU, as it does after the lifetime.
  const leash = [
    ...['--pdeathsig', 'TERM', 'timeout', '--kill-after=5', String(lifetimeS)],
    ...['setpriv', '--pdeathsig', 'KILL'],
  ];
  const log = openSync(folder.log, 'a');
  try {
    const guest = spawn('setpriv', [...leash, ...qemu], { stdio: ['ignore', log, log] });
    const ended = once(guest, 'exit').then(([code, signal]) => String(code ?? signal));
    return { ended, kill: () => void guest.kill() };
  } finally {
    closeSync(log);
  }
}
