import { useEffect, useState } from 'react';
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

/** Reads a folder of a player while the component is there. */
export function useListing(deviceId: DeviceId, folder: DeviceFolder): Listing {
  const bridge = useBridge();
  const { storageId, folderId } = folder;
  const [opened, setOpened] = useState<
    { readonly listingId: ListingId } | { readonly error: AppError } | null
  >(null);

  useEffect(() => {
    let isLeft = false;
    let listingId: ListingId | null = null;
    const close = (id: ListingId) => void bridge.invoke('device.closeListing', { listingId: id });
    void bridge
      .invoke('device.openListing', { deviceId, folder: { storageId, folderId } })
      .then((outcome) => {
        if (outcome.ok && isLeft) close(outcome.value.listingId);
        if (isLeft) return;
        if (outcome.ok) ({ listingId } = outcome.value);
        setOpened(outcome.ok ? outcome.value : { error: outcome.error });
      });
    return () => {
      isLeft = true;
      if (listingId !== null) close(listingId);
      setOpened(null);
    };
  }, [bridge, deviceId, storageId, folderId]);

  const listingId = opened !== null && 'listingId' in opened ? opened.listingId : null;
  const snapshot = useListings((listings) =>
    listings.find((listing) => listing.listingId === listingId),
  );
  return {
    snapshot: snapshot ?? null,
    error: opened !== null && 'error' in opened ? opened.error : (snapshot?.error ?? null),
  };
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
