import { randomUUID } from 'node:crypto';
import { Emitter, type EventSource } from '../../base/Emitter.ts';
import type { MonotonicClock, Timer } from '../../base/MonotonicClock.ts';
import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import { PlanId, type ClientId, type DeviceId } from '../../contract/ids.ts';
import type { TransferDestination, TransferPlan } from '../../contract/transfers.ts';
import type { TransferDevice } from '../../sync/execution/TransferDevice.ts';
import { PlanDraft } from './PlanDraft.ts';
import type { CopyFileServices } from './readCopyFile.ts';

/** Plans one page may have; the one it made first goes for another. */
export const maximumPlansPerClient = 4;
/** How a plan grows is told at most this often. */
const planIntervalMs = 100;

export interface PlansOptions {
  readonly device: (deviceId: DeviceId) => Result<TransferDevice, AppError>;
  readonly template: (deviceId: DeviceId) => string;
  readonly bytesPerSecond: (deviceId: DeviceId) => number | null;
  readonly files: CopyFileServices;
  readonly clock: MonotonicClock;
}

/** The plans pages look at. */
export class Plans implements Disposable {
  readonly #options: PlansOptions;
  /** In the order they were made. */
  readonly #plans = new Map<PlanId, PlanDraft>();
  readonly #changes = new Emitter<void>();
  #timer: Timer | null = null;

  constructor(options: PlansOptions) {
    this.#options = options;
  }

  get snapshots(): readonly TransferPlan[] {
    return [...this.#plans.values()].map(({ snapshot }) => snapshot);
  }

  get changes(): EventSource<void> {
    return this.#changes;
  }

  /** An empty plan; `device.*` when the player cannot be asked now. */
  make(
    clientId: ClientId,
    deviceId: DeviceId,
    destination: TransferDestination,
  ): Result<PlanId, AppError> {
    const { device, template, bytesPerSecond, files } = this.#options;
    const reachable = device(deviceId);
    if (!reachable.ok) return reachable;
    const own = [...this.#plans].filter(([, plan]) => plan.clientId === clientId);
    const [first] = own;
    if (own.length >= maximumPlansPerClient && first !== undefined) this.discard(first[0]);
    const planId = PlanId.parse(randomUUID());
    const plan = new PlanDraft({
      planId,
      clientId,
      deviceId,
      destination,
      device: () => device(deviceId),
      template: () => template(deviceId),
      bytesPerSecond: () => bytesPerSecond(deviceId),
      files,
      onChange: () => this.#changeSoon(),
    });
    this.#plans.set(planId, plan);
    this.#changes.emit();
    return ok(planId);
  }

  find(planId: PlanId): Result<PlanDraft, AppError> {
    const plan = this.#plans.get(planId);
    return plan === undefined ? err({ code: 'transfer.planGone' }) : ok(plan);
  }

  discard(planId: PlanId): void {
    this.#plans.get(planId)?.[Symbol.dispose]();
    if (this.#plans.delete(planId)) this.#changes.emit();
  }

  clientGone(clientId: ClientId): void {
    for (const [planId, plan] of this.#plans) {
      if (plan.clientId === clientId) this.discard(planId);
    }
  }

  [Symbol.dispose](): void {
    this.#timer?.[Symbol.dispose]();
    for (const plan of this.#plans.values()) plan[Symbol.dispose]();
    this.#plans.clear();
  }

  #changeSoon(): void {
    this.#timer ??= this.#options.clock.setTimer(planIntervalMs, () => {
      this.#timer = null;
      this.#changes.emit();
    });
  }
}
