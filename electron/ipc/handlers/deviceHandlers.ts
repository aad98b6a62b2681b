import { ok } from '../../base/Result.ts';
import type { CommandHandlers, CommandsOf } from '../CommandHandler.ts';
import type { DeviceService } from '../services.ts';

export function deviceHandlers(devices: DeviceService): CommandHandlers<CommandsOf<'device'>> {
  return {
    'device.refresh': ({ deviceId }, { signal }) => devices.refresh(deviceId, signal),
    'device.retry': ({ deviceId }, { signal }) => devices.retry(deviceId, signal),
    'device.eject': ({ deviceId }, { signal }) => devices.eject(deviceId, signal),
    'device.setPreferences': ({ deviceId, patch }) => devices.setPreferences(deviceId, patch),
    'device.forget': ({ deviceId }) => devices.forget(deviceId),
    'device.addHost': ({ address }, { signal }) => devices.addHost(address, signal),
    'device.addFolder': ({ folder }) => devices.addFolder(folder),
    'device.removeSource': ({ sourceId }) => devices.removeSource(sourceId),
    'device.openListing': async ({ deviceId, folder }, { client }) => {
      const opened = await devices.openListing(client.clientId, deviceId, folder);
      return opened.ok ? ok({ listingId: opened.value }) : opened;
    },
    'device.listingPage': (request, { signal }) => devices.listingPage(request, signal),
    'device.closeListing': ({ listingId }) => {
      devices.closeListing(listingId);
      return ok();
    },
    'device.findFolder': (request, { signal }) => devices.findFolder(request, signal),
    'device.makeFolder': async ({ deviceId, folder, name }, { signal }) => {
      const made = await devices.makeFolder(deviceId, folder, name, signal);
      return made.ok ? ok({ objectId: made.value }) : made;
    },
    'device.rename': ({ deviceId, objectId, name }, { signal }) =>
      devices.rename(deviceId, objectId, name, signal),
    'device.remove': (request, { signal }) => devices.remove(request, signal),
    'device.move': (request, { signal }) => devices.move(request, signal),
    'device.play': (request, { signal }) => devices.play(request, signal),
    'device.copyToComputer': (request, { signal }) => devices.copyToComputer(request, signal),
    'device.offerDownload': (request, { signal }) => devices.offerDownload(request, signal),
  };
}
