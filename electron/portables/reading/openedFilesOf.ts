import type { DevicePlace } from '../../contract/devices.ts';
import type { DeviceId } from '../../contract/ids.ts';
import { fileKindOf } from '../../contract/mediaTypes.ts';
import type { DeviceObject } from '../../devices/DeviceObject.ts';
import { cleanText } from '../../library/cleanText.ts';
import type { OpenedFile } from '../../player/opening/FileReceiver.ts';
import type { WalkedObject } from './walkObjects.ts';

export interface OpenedObject {
  readonly object: DeviceObject;
  readonly place: DevicePlace;
  readonly file: OpenedFile;
}

/** Sound and video among what was found on a player, as files that are opened; the rest is counted. */
export function openedFilesOf(
  found: readonly WalkedObject[],
  deviceId: DeviceId,
): { readonly opened: readonly OpenedObject[]; readonly ignoredCount: number } {
  const opened = found
    .filter(({ object }) => isMedia(object.name))
    .map((walked) => {
      const { object, storageId, path, levels } = walked;
      const place: DevicePlace = { deviceId, storageId, path: [...path] };
      const relativePath = [...levels, object.name].map(shownName).join('/');
      const file: OpenedFile = { kind: 'device', place, relativePath };
      return { object, place, file };
    });
  return { opened, ignoredCount: found.length - opened.length };
}

function isMedia(name: string): boolean {
  const kind = fileKindOf(name);
  return kind === 'audio' || kind === 'video';
}

/** A player may name anything; here `/` parts names. */
function shownName(name: string): string {
  return (cleanText(name) ?? '').replaceAll('/', '_');
}
