import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Of the submission of a request, and of its end. */
const eventsPerRequest = 2;

/**
 * Counts the requests on all USB buses of the guest, whoever makes them, by the kernel's usbmon
 * (Documentation/usb/usbmon.rst). It counts while somebody listens; what it tells is not read, and dropped.
 */
export class UsbMonitor implements Disposable {
  readonly #statistics: string;
  readonly #listener: number;

  constructor() {
    const debug = mkdtempSync(join(tmpdir(), 'debugfs-'));
    execFileSync('mount', ['-t', 'debugfs', 'none', debug]);
    const allBuses = join(debug, 'usb', 'usbmon', '0');
    this.#listener = openSync(`${allBuses}u`, 'r');
    this.#statistics = `${allBuses}s`;
  }

  /** Until now. */
  get requestCount(): number {
    const [, events] = /events (\d+)/.exec(readFileSync(this.#statistics, 'utf8')) ?? [];
    return Number(events) / eventsPerRequest;
  }

  [Symbol.dispose](): void {
    closeSync(this.#listener);
  }
}
