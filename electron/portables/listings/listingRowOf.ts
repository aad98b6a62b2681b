import type { ListingRow } from '../../contract/devices.ts';
import type { DeviceObject } from '../../devices/DeviceObject.ts';
import { cleanText } from '../../library/cleanText.ts';
import { contentKindOf } from '../contentKindOf.ts';
import { isoTimeOf } from '../isoTimeOf.ts';

/** An object of a device as a list shows it. */
export function listingRowOf(object: DeviceObject): ListingRow {
  const { objectId, name, kind, format, sizeBytes, modifiedAtMs, readOnly } = object;
  return {
    objectId,
    name: cleanText(name) ?? '',
    kind,
    content: kind === 'folder' ? 'other' : contentKindOf(format),
    sizeBytes,
    modifiedAt: isoTimeOf(modifiedAtMs),
    readOnly,
  };
}
