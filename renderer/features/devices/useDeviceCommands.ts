import { useMemo } from 'react';
import type {
  ComputerFolder,
  DeviceFolder,
  DevicePreferencesPatch,
  ObjectSelection,
  ObjectsOutcome,
} from '../../../electron/contract/devices.ts';
import {
  CallId,
  type DeviceId,
  type DeviceSourceId,
  type ObjectId,
} from '../../../electron/contract/ids.ts';
import type { Outcome } from '../../../electron/contract/messages.ts';
import { useBridge } from '../../stores/index.ts';
import { useTellError } from '../notices/index.ts';

/** What can be asked of players and of what is on them. Errors are told; nothing rejects. */
export function useDeviceCommands() {
  const bridge = useBridge();
  const tell = useTellError();
  return useMemo(() => {
    const telling = async <Value>(asked: Promise<Outcome<Value>>): Promise<Outcome<Value>> => {
      const outcome = await asked;
      if (!outcome.ok) tell(outcome.error);
      return outcome;
    };
    const isDone = async <Value>(asked: Promise<Outcome<Value>>): Promise<boolean> =>
      (await telling(asked)).ok;
    const tellFailures = async (asked: Promise<Outcome<ObjectsOutcome | null>>) => {
      const outcome = await telling(asked);
      if (outcome.ok) for (const error of outcome.value?.failures ?? []) tell(error);
    };
    const newCallId = () => CallId.parse(crypto.randomUUID());
    return {
      refresh: (deviceId: DeviceId | null) =>
        void telling(bridge.invoke('device.refresh', { deviceId })),
      retry: (deviceId: DeviceId) => void telling(bridge.invoke('device.retry', { deviceId })),
      eject: (deviceId: DeviceId) => void telling(bridge.invoke('device.eject', { deviceId })),
      /** Resolves with whether it was forgotten: one that is connected is not. */
      forget: (deviceId: DeviceId) => isDone(bridge.invoke('device.forget', { deviceId })),
      // These four are asked for in a dialog, which tells their errors itself.
      setPreferences: (deviceId: DeviceId, patch: DevicePreferencesPatch) =>
        bridge.invoke('device.setPreferences', { deviceId, patch }),
      addHost: (address: string, signal: AbortSignal) =>
        bridge.invoke('device.addHost', { address }, { signal }),
      makeFolder: (deviceId: DeviceId, folder: DeviceFolder, name: string) =>
        bridge.invoke('device.makeFolder', { deviceId, folder, name }),
      rename: (deviceId: DeviceId, objectId: ObjectId, name: string) =>
        bridge.invoke('device.rename', { deviceId, objectId, name }),
      /** Resolves with what was added; `null` when nothing was. */
      addFolder: async (folder: ComputerFolder) => {
        const outcome = await telling(bridge.invoke('device.addFolder', { folder }));
        return outcome.ok ? outcome.value : null;
      },
      /** A folder's player is forgotten with it. Resolves with whether it was removed. */
      removeSource: (sourceId: DeviceSourceId) =>
        isDone(bridge.invoke('device.removeSource', { sourceId })),
      remove: (deviceId: DeviceId, selection: ObjectSelection) =>
        void tellFailures(
          bridge.invoke('device.remove', { callId: newCallId(), deviceId, selection }),
        ),
      move: (deviceId: DeviceId, selection: ObjectSelection, folder: DeviceFolder) =>
        void tellFailures(
          bridge.invoke('device.move', { callId: newCallId(), deviceId, selection, folder }),
        ),
      copyToComputer: (deviceId: DeviceId, selection: ObjectSelection, folder: ComputerFolder) =>
        void tellFailures(
          bridge.invoke('device.copyToComputer', {
            callId: newCallId(),
            deviceId,
            selection,
            folder,
          }),
        ),
      /** Where the page can fetch files of a player; `null` when it failed. */
      offerDownload: async (deviceId: DeviceId, selection: ObjectSelection) => {
        const outcome = await telling(
          bridge.invoke('device.offerDownload', { callId: newCallId(), deviceId, selection }),
        );
        return outcome.ok ? outcome.value : null;
      },
    };
  }, [bridge, tell]);
}
