import { ContentKind, type StorageSnapshot } from '../../../electron/contract/devices.ts';

/** A part of a storage that is taken by one kind of content. */
export interface StoragePart {
  readonly kind: ContentKind;
  readonly sizeBytes: number;
}

/** What a storage holds, by kind; what is taken by nothing that was counted is "other". Empty while unknown. */
export function storageParts(storage: StorageSnapshot): readonly StoragePart[] {
  const { contentBytes, capacityBytes, freeBytes } = storage;
  if (contentBytes === null) return [];
  const usedBytes = Math.max(0, capacityBytes - freeBytes);
  const countedBytes = ContentKind.options.reduce((sum, kind) => sum + contentBytes[kind], 0);
  const uncountedBytes = Math.max(0, usedBytes - countedBytes);
  return ContentKind.options
    .map((kind) => ({
      kind,
      sizeBytes: contentBytes[kind] + (kind === 'other' ? uncountedBytes : 0),
    }))
    .filter(({ sizeBytes }) => sizeBytes > 0);
}
