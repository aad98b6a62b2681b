import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { MtpLab, type LabDevice } from '../../../../../e2e/lab/MtpLab.ts';
import { systemMonotonicClock } from '../../../../base/MonotonicClock.ts';
import { silentLogger } from '../../../../base/Logger.ts';
import type { DeviceConnection } from '../../../DeviceConnection.ts';
import type { DeviceOperation } from '../../../DeviceCapabilities.ts';
import type { ContractDeviation } from '../../../testing/contract/DeviceContractHarness.ts';
import { describeDeviceContract } from '../../../testing/describeDeviceContract.ts';
import { valueOf } from '../../../testing/valueOf.ts';
import { MtpProvider } from './MtpProvider.ts';

const never = new AbortController().signal;
const labOfRun = inject('mtpLab');
const usbModels = { qemu: 'QEMU filesharing', umtp: 'uMTP lab' } as const;

/** One provider for each device, so that neither holds what the other looks for. */
function reach(lab: MtpLab, device: LabDevice) {
  const provider = new MtpProvider({
    bus: null,
    servers: [{ host: '127.0.0.1', port: lab.port }],
    clock: systemMonotonicClock,
    logger: silentLogger,
  });
  const connect = async (): Promise<DeviceConnection> => {
    await lab.plug(device);
    for (;;) {
      const { candidates } = await provider.enumerate(never);
      const found = candidates.find(({ identity }) => identity.model === usbModels[device]);
      if (found === undefined) continue;
      return valueOf(await provider.open(found.identity.deviceId, never));
    }
  };
  return { connect, dispose: () => provider[Symbol.asyncDispose]() };
}

const everywhere: readonly DeviceOperation[] = [
  'read',
  'readRange',
  'write',
  'makeFolder',
  'remove',
];

const onlyAscii = {
  because: 'QEMU ends when it is sent a name beyond ASCII, so it gets none',
  evidence:
    'QEMU 7.2, hw/usb/dev-mtp.c, utf16_to_str: wcstombs in the C locale; seen with “é” and “🎷”',
};
const qemuDeviations: readonly ContractDeviation[] = [
  ...['Latin with marks', 'Greek', 'Cyrillic', 'Arabic', 'Chinese', 'Devanagari', 'emoji'].map(
    (script) => ({ deviation: `a name in ${script} comes back as it was`, ...onlyAscii }),
  ),
  { deviation: 'a name of the greatest length in wide characters comes back', ...onlyAscii },
  {
    deviation: 'space that is taken is less free, and free again once removed',
    because: 'it states more free bytes than it has bytes, whatever is written',
    evidence:
      'QEMU 7.2, hw/usb/dev-mtp.c, usb_mtp_get_storage_info; seen on this machine’s overlay',
  },
  {
    deviation: 'tells when somebody else adds a file',
    because: 'it wakes nobody who waits for its events',
    evidence: 'QEMU 7.2, hw/usb/dev-mtp.c, file_monitor_event: no usb_wakeup; none was seen',
  },
  {
    deviation: 'the name “.hidden” comes back',
    because: 'it leaves out what begins with a dot',
    evidence: 'QEMU 7.2, hw/usb/dev-mtp.c, usb_mtp_object_alloc',
  },
];

const umtpDeviations: readonly ContractDeviation[] = [
  {
    deviation: 'a name of the greatest length comes back',
    because: 'it cuts the names it tells at some 230 units',
    evidence:
      'uMTP-Responder 1.3.10, src/usbstring.c, char2unicodestring: the limit counts what stands ' +
      'before the name, too; seen with 254 units',
  },
];

if ('folder' in labOfRun) {
  const lab = await MtpLab.attach(labOfRun);
  const qemuPath = (path: readonly string[]) => join(lab.qemuFolder, ...path);

  describeDeviceContract('qemu', {
    ...reach(lab, 'qemu'),
    operations: everywhere,
    deviations: qemuDeviations,
    testTimeoutMs: 240_000,
    placeOnOtherSide(path, files) {
      mkdirSync(qemuPath(path), { recursive: true });
      for (const { name, bytes } of files) writeFileSync(join(qemuPath(path), name), bytes);
      return Promise.resolve();
    },
    readOnOtherSide: (path) => Promise.resolve(new Uint8Array(readFileSync(qemuPath(path)))),
    listOnOtherSide: (path) => Promise.resolve(readdirSync(qemuPath(path))),
    addOnOtherSide(name) {
      writeFileSync(qemuPath([name]), 'from outside');
      return Promise.resolve();
    },
    unplug: () => lab.unplug('qemu'),
  });

  describeDeviceContract('umtp', {
    ...reach(lab, 'umtp'),
    operations: [...everywhere, 'resumeWrite', 'rename'],
    deviations: umtpDeviations,
    testTimeoutMs: 240_000,
    manyFilesCount: 400,
    unplug: () => lab.unplug('umtp'),
  });
}
