import { Emitter, type EventSource } from '../../base/Emitter.ts';
import type { DeviceId } from '../../contract/ids.ts';
import type { Device } from '../../devices/device/Device.ts';
import type { HeldFiles } from '../../files/DeviceFiles.ts';

/** The players, as far as it matters who is being sent a file. */
export interface SendingPlayers {
  device(deviceId: DeviceId): Pick<Device, 'status'> | undefined;
  readonly changes: EventSource<void>;
}

/**
 * Which players somebody reads from who has to wait, for a file is being sent to them: a player does one
 * thing at a time, and few can be interrupted in a file.
 */
export class HeldReads implements HeldFiles, Disposable {
  readonly #players: SendingPlayers;
  readonly #changes = new Emitter<void>();
  readonly #subscription: Disposable;
  /** How many reads of each player have not ended. */
  readonly #reading = new Map<DeviceId, number>();
  #held: ReadonlySet<DeviceId> = new Set();

  constructor(players: SendingPlayers) {
    this.#players = players;
    this.#subscription = players.changes.subscribe(() => this.#look());
  }

  get changes(): EventSource<void> {
    return this.#changes;
  }

  has(deviceId: DeviceId): boolean {
    return this.#held.has(deviceId);
  }

  /** Runs `read`, which asks something of the player. */
  async during<Value>(deviceId: DeviceId, read: () => Promise<Value>): Promise<Value> {
    this.#count(deviceId, 1);
    try {
      return await read();
    } finally {
      this.#count(deviceId, -1);
    }
  }

  [Symbol.dispose](): void {
    this.#subscription[Symbol.dispose]();
  }

  #count(deviceId: DeviceId, change: 1 | -1): void {
    const count = (this.#reading.get(deviceId) ?? 0) + change;
    if (count === 0) this.#reading.delete(deviceId);
    else this.#reading.set(deviceId, count);
    this.#look();
  }

  #look(): void {
    const held = new Set([...this.#reading.keys()].filter((deviceId) => this.#isTaking(deviceId)));
    const isSame = held.size === this.#held.size && [...held].every((id) => this.#held.has(id));
    if (isSame) return;
    this.#held = held;
    this.#changes.emit();
  }

  #isTaking(deviceId: DeviceId): boolean {
    const kind = this.#players.device(deviceId)?.status.operation?.kind;
    return kind === 'inserting' || kind === 'appending';
  }
}
