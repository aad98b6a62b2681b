/**
 * Runs inside the guest. Prints the devices that libusb lists, then those that come and go until it is
 * ended, as lines of JSON: `{event: 'listed', ids}`, then `{event: 'attached' | 'detached', id}`, with ids
 * as `vendor:product`. Root hubs are left out.
 */
import { getDeviceList, usb, type Device } from 'usb';

const hubClass = 9;

usb.on('attach', (device) => console.log(JSON.stringify({ event: 'attached', id: idOf(device) })));
usb.on('detach', (device) => console.log(JSON.stringify({ event: 'detached', id: idOf(device) })));
const devices = getDeviceList().filter(
  ({ deviceDescriptor }) => deviceDescriptor.bDeviceClass !== hubClass,
);
console.log(JSON.stringify({ event: 'listed', ids: devices.map(idOf) }));

function idOf({ deviceDescriptor: { idVendor, idProduct } }: Device): string {
  return [idVendor, idProduct].map((id) => id.toString(16).padStart(4, '0')).join(':');
}
