import { ok, err, type Result } from '../../../../base/Result.ts';
import { Emitter } from '../../../../base/Emitter.ts';
import type { AppError } from '../../../../contract/errors.ts';
import type { LocalBus } from '../provider/UsbPlace.ts';
import type { UsbPort } from '../transports/UsbPort.ts';
import { FakeResponder } from './FakeResponder.ts';

/** What is plugged into a `FakeLocalBus`. */
interface PluggedIn {
  readonly location: string;
  readonly address: number;
  responder: FakeResponder;
  obstacle: AppError | null;
}

/** This machine's USB with what a test plugs into it. What was opened and closed can be opened again. */
export class FakeLocalBus implements LocalBus {
  readonly #changes = new Emitter<void>();
  #plugged: PluggedIn[] = [];
  #lastAddress = 0;
  openCount = 0;

  /** Under an address of its own, each time. */
  plug(responder = new FakeResponder(), obstacle: AppError | null = null, location = '1-1'): void {
    this.#lastAddress += 1;
    this.#plugged.push({ location, address: this.#lastAddress, responder, obstacle });
    this.#changes.emit();
  }

  pull(): void {
    for (const { responder } of this.#plugged.splice(0)) responder.unplug();
    this.#changes.emit();
  }

  /** What keeps everything from being opened from here on. Nothing tells of such a change. */
  setObstacle(obstacle: AppError | null): void {
    for (const device of this.#plugged) device.obstacle = obstacle;
  }

  list() {
    return this.#plugged.map((device) => ({
      location: device.location,
      busNumber: 1,
      address: device.address,
      descriptors: device.responder.descriptors,
      open: () => this.#open(device),
    }));
  }

  watch(onChange: () => void): Disposable {
    return this.#changes.subscribe(onChange);
  }

  #open(device: PluggedIn): Result<UsbPort, AppError> {
    this.openCount += 1;
    if (device.obstacle !== null) return err(device.obstacle);
    const { responder } = device;
    if (responder.gone.aborted) device.responder = responder.again();
    return ok(device.responder);
  }
}
