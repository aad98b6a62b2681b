import type { ListingRow } from '../../contract/devices.ts';
import type { DeviceObject } from '../../devices/DeviceObject.ts';
import { cleanText } from '../../library/cleanText.ts';
import { contentKindOf } from '../contentKindOf.ts';

/** An object of a device as a list shows it. */
export function listingRowOf(object: DeviceObject): ListingRow {
  const { objectId, name, kind, format, sizeBytes, modifiedAtMs, readOnly } = object;
  return {
    objectId,
    name: cleanText(name) ?? '',
    kind,
    content: kind === 'folder' ? 'other' : contentKindOf(format),
    sizeBytes,
    modifiedAt: modifiedAtMs === null ? null : isoOf(modifiedAtMs),
    readOnly,
  };
}

/** A device may say any date; beyond what a `Date` holds it says none. */
function isoOf(ms: number): string | null {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
