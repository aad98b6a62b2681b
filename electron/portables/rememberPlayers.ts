import type { EventSource } from '../base/Emitter.ts';
import type { DeviceId } from '../contract/ids.ts';
import type { DeviceRegistry } from '../devices/registry/DeviceRegistry.ts';
import type { DeviceMemory } from '../state/DeviceMemory.ts';

export interface RememberedPlayers {
  readonly registry: Pick<DeviceRegistry, 'device' | 'known' | 'notifications'>;
  /** A player can be asked, or cannot any more: only then it says itself what it is called. */
  readonly readyChanges: EventSource<DeviceId>;
  readonly memory: Pick<DeviceMemory, 'noteSeen'>;
}

/** Notes who was here, and when it was here last, until disposed. */
export function rememberPlayers(players: RememberedPlayers): Disposable {
  const { registry, readyChanges, memory } = players;
  const note = (deviceId: DeviceId) => {
    const seen = registry.known.find(({ identity }) => identity.deviceId === deviceId);
    // One of which nobody knows who it is has another id as soon as somebody does.
    if (seen === undefined || registry.device(deviceId)?.isUnread === true) return;
    void memory.noteSeen(seen);
  };
  const subscriptions = new DisposableStack();
  subscriptions.use(
    registry.notifications.subscribe(({ kind, deviceId }) => {
      if (kind === 'deviceArrived' || kind === 'deviceRemoved') note(deviceId);
    }),
  );
  subscriptions.use(readyChanges.subscribe(note));
  return subscriptions;
}
