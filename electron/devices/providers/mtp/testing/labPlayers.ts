import type { LabDevice } from '../../../../../e2e/lab/MtpLab.ts';
import type { DeviceOperation } from '../../../DeviceCapabilities.ts';
import type {
  ContractDeviation,
  DeviceContractHarness,
} from '../../../testing/contract/DeviceContractHarness.ts';

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

interface LabPlayer extends Pick<DeviceContractHarness, 'operations' | 'deviations'> {
  /** As its USB descriptor says. */
  readonly usbModel: string;
}

/** The devices of the lab, as our own stack finds them over any transport. */
export const labPlayers: Readonly<Record<LabDevice, LabPlayer>> = {
  qemu: { usbModel: 'QEMU filesharing', operations: everywhere, deviations: qemuDeviations },
  umtp: {
    usbModel: 'uMTP lab',
    operations: [...everywhere, 'resumeWrite', 'rename'],
    deviations: umtpDeviations,
  },
};
