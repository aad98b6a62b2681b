import { useEffect, useState } from 'react';
import type { AppError } from '../../../../electron/contract/errors.ts';
import type { DeviceId, ObjectId, StorageId } from '../../../../electron/contract/ids.ts';
import { useBridge } from '../../../stores/index.ts';

/** The folder of a storage that is shown. */
export type ShownFolder =
  | { readonly state: 'sought' }
  /** `null`: the root. */
  | { readonly state: 'shown'; readonly folderId: ObjectId | null }
  /** Whether it is still there is not known. */
  | { readonly state: 'failed'; readonly error: AppError };

const root: ShownFolder = { state: 'shown', folderId: null };

/**
 * The folder of a storage that is shown: first the one of these names, where the person was before the
 * player was unplugged, or the deepest of them that is still there.
 */
export function useShownFolder(
  deviceId: DeviceId,
  storageId: StorageId,
  path: readonly string[],
): readonly [
  shown: ShownFolder,
  enter: (folderId: ObjectId | null) => void,
  seekAgain: () => void,
] {
  const bridge = useBridge();
  const [wanted] = useState(path);
  const [shown, setShown] = useState<ShownFolder>(wanted.length === 0 ? root : { state: 'sought' });
  const isSought = shown.state === 'sought';
  useEffect(() => {
    if (!isSought) return;
    const leaving = new AbortController();
    const { signal } = leaving;
    const request = { deviceId, storageId, path: [...wanted] };
    void bridge.invoke('device.findFolder', request, { signal }).then((outcome) => {
      if (signal.aborted) return;
      if (outcome.ok) setShown({ state: 'shown', folderId: outcome.value.folderId });
      else if (outcome.error.code === 'device.noSuchObject') setShown(root);
      else setShown({ state: 'failed', error: outcome.error });
    });
    return () => leaving.abort();
  }, [bridge, deviceId, storageId, wanted, isSought]);
  return [
    shown,
    (folderId) => setShown({ state: 'shown', folderId }),
    () => setShown({ state: 'sought' }),
  ];
}
