import { useCallback, useEffect, useState } from 'react';
import type {
  DeviceFolder,
  ListingRow,
  ListingSnapshot,
  ListingSort,
} from '../../../../electron/contract/devices.ts';
import type { AppError } from '../../../../electron/contract/errors.ts';
import type { DeviceId, ListingId } from '../../../../electron/contract/ids.ts';
import { useBridge, useListings, useRowPages, type RowPages } from '../../../stores/index.ts';

export interface Listing {
  /** `null` until main has begun to read. */
  readonly snapshot: ListingSnapshot | null;
  /** Why it could not even begin. */
  readonly error: AppError | null;
}

/**
 * Reads a folder of a player while the component is there.
 *
 * @param keptId a listing that was shown, and is left open while it is named
 */
export function useListing(
  deviceId: DeviceId,
  folder: DeviceFolder,
  keptId: ListingId | null,
): Listing {
  const bridge = useBridge();
  const hold = useHolds();
  const { storageId, folderId } = folder;
  const [opened, setOpened] = useState<
    { readonly listingId: ListingId } | { readonly error: AppError } | null
  >(null);

  useEffect(() => {
    let isLeft = false;
    let release: (() => void) | null = null;
    void bridge
      .invoke('device.openListing', { deviceId, folder: { storageId, folderId } })
      .then((outcome) => {
        if (outcome.ok) release = hold(outcome.value.listingId);
        if (isLeft) {
          release?.();
          return;
        }
        setOpened(outcome.ok ? outcome.value : { error: outcome.error });
      });
    return () => {
      isLeft = true;
      release?.();
      setOpened(null);
    };
  }, [bridge, hold, deviceId, storageId, folderId]);
  useEffect(() => (keptId === null ? undefined : hold(keptId)), [hold, keptId]);

  const listingId = opened !== null && 'listingId' in opened ? opened.listingId : null;
  const snapshot = useListings((listings) =>
    listings.find((listing) => listing.listingId === listingId),
  );
  return {
    snapshot: snapshot ?? null,
    error: opened !== null && 'error' in opened ? opened.error : (snapshot?.error ?? null),
  };
}

/** Holds a listing until what it returns is called; the last to let go closes it. */
function useHolds(): (listingId: ListingId) => () => void {
  const bridge = useBridge();
  const [counts] = useState(() => new Map<ListingId, number>());
  return useCallback(
    (listingId) => {
      counts.set(listingId, (counts.get(listingId) ?? 0) + 1);
      return () => {
        const left = (counts.get(listingId) ?? 0) - 1;
        if (left > 0) counts.set(listingId, left);
        else {
          counts.delete(listingId);
          void bridge.invoke('device.closeListing', { listingId });
        }
      };
    },
    [bridge, counts],
  );
}

/** The rows of a listing in this order, those whose names contain `filter`. */
export function useListingRows(
  { listingId, revision, count }: ListingSnapshot,
  sort: ListingSort,
  filter: string,
): RowPages<ListingRow> {
  const bridge = useBridge();
  const filtered = filter === '' ? {} : { filter };
  return useRowPages({
    of: JSON.stringify([listingId, sort, filter]),
    revision,
    count: filter === '' ? count : null,
    fetchRows: (offset, limit, signal) =>
      bridge.invoke(
        'device.listingPage',
        { listingId, offset, limit, sort, ...filtered },
        { signal },
      ),
  });
}
