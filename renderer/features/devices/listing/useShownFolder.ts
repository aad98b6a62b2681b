import { useEffect, useState } from 'react';
import type { DeviceId, ObjectId, StorageId } from '../../../../electron/contract/ids.ts';
import { useBridge } from '../../../stores/index.ts';

/**
 * The folder of a storage that is shown: first the one of these names, where the person was before the
 * player was unplugged, or the deepest of them that is still there. `undefined` while it is looked for.
 */
export function useShownFolder(
  deviceId: DeviceId,
  storageId: StorageId,
  path: readonly string[],
): readonly [ObjectId | null | undefined, (folderId: ObjectId | null) => void] {
  const bridge = useBridge();
  const [wanted] = useState(path);
  const [folderId, setFolderId] = useState<ObjectId | null | undefined>(
    wanted.length === 0 ? null : undefined,
  );
  const isSought = folderId === undefined;
  useEffect(() => {
    if (!isSought) return;
    const leaving = new AbortController();
    const { signal } = leaving;
    const request = { deviceId, storageId, path: [...wanted] };
    void bridge.invoke('device.findFolder', request, { signal }).then((outcome) => {
      if (!signal.aborted) setFolderId(outcome.ok ? outcome.value.folderId : null);
    });
    return () => leaving.abort();
  }, [bridge, deviceId, storageId, wanted, isSought]);
  return [folderId, setFolderId];
}
