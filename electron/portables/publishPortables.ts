import { isDeepStrictEqual } from 'node:util';
import type { MonotonicClock, Timer } from '../base/MonotonicClock.ts';
import type { DeviceSnapshot, DeviceSource } from '../contract/devices.ts';
import type { TopicName } from '../contract/topics.ts';
import type { DeviceId } from '../contract/ids.ts';
import type { DeviceRegistry } from '../devices/registry/DeviceRegistry.ts';
import type { KnownDevice } from '../devices/registry/KnownDevice.ts';
import type { TopicPublisher } from '../player/publishTopics.ts';
import type { DeviceMemory } from '../state/DeviceMemory.ts';
import type { TransferQueues } from '../sync/execution/TransferQueues.ts';
import { deviceSnapshotOf } from './deviceSnapshotOf.ts';
import type { PlayerFacts } from './facts/PlayerFacts.ts';
import { sourceProblem } from './facts/sourceProblem.ts';
import type { Listings } from './listings/Listings.ts';
import type { Plans } from './plans/Plans.ts';
import { isPlayerOf } from './service/isPlayerOf.ts';
import { labelOfSource } from './service/labelOfSource.ts';

/** Players are told of at most this often: one that copies small files is busy and ready by turns. */
export const devicesIntervalMs = 100;

export interface PortablesSources {
  readonly registry: DeviceRegistry;
  readonly memory: DeviceMemory;
  readonly facts: PlayerFacts;
  readonly listings: Listings;
  readonly plans: Plans;
  readonly queues: TransferQueues;
  readonly clock: MonotonicClock;
}

type PortablesTopic = Extract<
  TopicName,
  'devices' | 'deviceSources' | 'listings' | 'transferPlans' | 'transfers'
>;

/** Publishes the topics of players now, and again whenever they change, until disposed. */
export function publishPortables(publisher: TopicPublisher, sources: PortablesSources): Disposable {
  const { registry, memory, facts, listings, plans, queues, clock } = sources;
  let toldDevices: readonly DeviceSnapshot[] | null = null;
  let toldSources: readonly DeviceSource[] | null = null;
  let devicesToldAtMs = Number.NEGATIVE_INFINITY;
  let pending: Timer | null = null;
  const tell = {
    devices: () => {
      const here = new Map(registry.devices.map((device) => [device.identity.deviceId, device]));
      const told = registry.known.map((known) =>
        deviceSnapshotOf(known, here.get(known.identity.deviceId), memory, facts),
      );
      // Most of what changes of a player is nothing that is shown of it.
      if (isDeepStrictEqual(told, toldDevices)) return;
      toldDevices = told;
      devicesToldAtMs = clock.nowMs();
      publisher.publish('devices', told);
    },
    deviceSources: () => {
      const told = memory.sources.map((source) => ({
        sourceId: source.sourceId,
        kind: source.kind,
        deviceId: deviceOfSource(source, registry.known),
        label: labelOfSource(source),
        problem: sourceProblem(source, registry.failures),
      }));
      if (isDeepStrictEqual(told, toldSources)) return;
      toldSources = told;
      publisher.publish('deviceSources', told);
    },
    listings: () => publisher.publish('listings', [...listings.snapshots]),
    transferPlans: () => publisher.publish('transferPlans', [...plans.snapshots]),
    transfers: () => publisher.publish('transfers', [...queues.queues]),
  } as const satisfies Record<PortablesTopic, () => void>;
  for (const publish of Object.values(tell)) publish();
  const tellDevicesSoon = () => {
    if (pending !== null) return;
    const waitMs = devicesToldAtMs + devicesIntervalMs - clock.nowMs();
    if (waitMs <= 0) {
      tell.devices();
      return;
    }
    pending = clock.setTimer(waitMs, () => {
      pending = null;
      tell.devices();
    });
  };
  const tellPlayers = () => {
    tellDevicesSoon();
    tell.deviceSources();
  };
  const subscriptions = new DisposableStack();
  subscriptions.defer(() => pending?.[Symbol.dispose]());
  subscriptions.use(registry.changes.subscribe(tellPlayers));
  subscriptions.use(memory.changes.subscribe(tellPlayers));
  subscriptions.use(facts.changes.subscribe(tellDevicesSoon));
  subscriptions.use(listings.changes.subscribe(tell.listings));
  subscriptions.use(plans.changes.subscribe(tell.transferPlans));
  subscriptions.use(queues.changes.subscribe(tell.transfers));
  return subscriptions;
}

/** The player that a folder is. */
function deviceOfSource(
  source: DeviceMemory['sources'][number],
  known: readonly KnownDevice[],
): DeviceId | null {
  if (source.kind === 'host') return null;
  return known.find((player) => isPlayerOf(source, player))?.identity.deviceId ?? null;
}
