import { findProcessHolding, type HoldingProcess } from '../../base/findProcessHolding.ts';

export interface HolderSearch {
  /** As the kernel numbers it: `/dev/bus/usb/BBB/DDD`. */
  readonly busNumber: number;
  readonly deviceNumber: number;
  /** Where Linux tells of processes. */
  readonly processFolder?: string;
}

/** Which other program has a USB device open, as far as `findProcessHolding` can tell. */
export function findUsbHolder({
  busNumber,
  deviceNumber,
  processFolder,
}: HolderSearch): Promise<HoldingProcess | null> {
  const digits = (number: number) => String(number).padStart(3, '0');
  const node = `/dev/bus/usb/${digits(busNumber)}/${digits(deviceNumber)}`;
  return findProcessHolding(node, processFolder);
}
