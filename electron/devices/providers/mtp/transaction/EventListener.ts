import { decodeShortContainer } from '../codec/containers.ts';
import type { Logger } from '../../../../base/Logger.ts';
import type { MtpWire } from './exchange.ts';

export interface DeviceNotice {
  /** One of `eventCodes`, or a vendor's own. */
  readonly code: number;
  readonly parameters: readonly number[];
}

/** Halts in a row after which a device has nothing to tell. */
const maximumHalts = 3;

/** Listens on the interrupt endpoint for what the device tells unasked. Nonsense is passed over. */
export class EventListener {
  readonly #wire: MtpWire;
  readonly #logger: Logger;
  readonly #onNotice: (notice: DeviceNotice) => void;
  #stopping = new AbortController();
  #ended: Promise<void> = Promise.resolve();

  constructor(wire: MtpWire, logger: Logger, onNotice: (notice: DeviceNotice) => void) {
    this.#wire = wire;
    this.#logger = logger;
    this.#onNotice = onNotice;
  }

  start(): void {
    this.#stopping = new AbortController();
    this.#ended = this.#listen(this.#stopping.signal);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    const { port, mtpInterface } = this.#wire;
    port.callOff(mtpInterface.interruptIn.address);
    await this.#ended;
  }

  async #listen(signal: AbortSignal): Promise<void> {
    const { port, mtpInterface } = this.#wire;
    const { address, packetBytes } = mtpInterface.interruptIn;
    let halts = 0;
    while (!signal.aborted) {
      const received = await port.transferIn(address, packetBytes);
      if (received.ok) {
        halts = 0;
        this.#hear(received.value);
        continue;
      }
      halts += 1;
      if (received.error.kind !== 'stalled' || halts > maximumHalts) {
        this.#logger.debug('Events end', { reason: received.error.kind });
        return;
      }
      await port.clearHalt(address, signal);
    }
  }

  #hear(bytes: Uint8Array): void {
    const event = decodeShortContainer(bytes);
    if (!event.ok || event.value.type !== 'event') return;
    this.#onNotice({ code: event.value.code, parameters: event.value.parameters });
  }
}
