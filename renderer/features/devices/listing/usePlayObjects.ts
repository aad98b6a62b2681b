import type { ObjectSelection } from '../../../../electron/contract/devices.ts';
import type { DeviceId } from '../../../../electron/contract/ids.ts';
import type { Placement } from '../../../../electron/contract/queue.ts';
import { useBridge } from '../../../stores/index.ts';
import { useOpening } from '../../opening/index.ts';

/** Puts files of a player into the queue, where they are, and tells how many. */
export function usePlayObjects(deviceId: DeviceId) {
  const bridge = useBridge();
  const { run } = useOpening();
  return (selection: ObjectSelection, kind: Exclude<Placement['kind'], 'before'>) =>
    run(({ callId, signal }) =>
      bridge.invoke(
        'device.play',
        { callId, deviceId, selection, placement: { kind } },
        { signal },
      ),
    );
}
