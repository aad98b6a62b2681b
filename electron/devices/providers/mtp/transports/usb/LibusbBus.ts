import type { Device, usb as UsbModule } from 'usb';
import type { Result } from '../../../../../base/Result.ts';
import type { AppError } from '../../../../../contract/errors.ts';
import { mayHaveMtpInterface } from '../findMtpInterface.ts';
import { usbEndpoint, type UsbDescriptors } from '../UsbDescriptors.ts';
import type { UsbPort } from '../UsbPort.ts';
import { LibusbPort } from './LibusbPort.ts';

type Libusb = typeof UsbModule;

/** A device on the bus that may speak MTP. */
export interface BusDevice {
  /** Where it is plugged in: the bus and the ports of the hubs on the way, e.g. `1-4.2`. */
  readonly location: string;
  readonly busNumber: number;
  /** Another each time it is plugged in. */
  readonly address: number;
  readonly descriptors: UsbDescriptors;
  open(): Result<UsbPort, AppError>;
}

/** This machine's own USB. */
export class LibusbBus {
  readonly #libusb: Libusb;

  private constructor(libusb: Libusb) {
    this.#libusb = libusb;
  }

  /** `null` where there is no USB, or none that a program may use. The native code is loaded only now. */
  static async load(): Promise<LibusbBus | null> {
    try {
      const { usb } = await import('usb');
      return usb.INIT_ERROR === 0 ? new LibusbBus(usb) : null;
    } catch {
      // There is no binary for this platform.
      return null;
    }
  }

  list(): readonly BusDevice[] {
    return this.#libusb.getDeviceList().flatMap((device) => {
      const descriptors = descriptorsOf(device);
      if (descriptors === null || !mayHaveMtpInterface(descriptors)) return [];
      const ports = device.portNumbers.join('.');
      return [
        {
          location: `${device.busNumber}-${ports}`,
          busNumber: device.busNumber,
          address: device.deviceAddress,
          descriptors,
          open: () => LibusbPort.open(this.#libusb, device, descriptors),
        },
      ];
    });
  }

  /** Calls `onChange` whenever something is plugged in or pulled out. */
  watch(onChange: () => void): Disposable {
    const listener = () => onChange();
    this.#libusb.on('attach', listener);
    this.#libusb.on('detach', listener);
    // Who watches devices has other reasons to stay alive.
    this.#libusb.unrefHotplugEvents();
    return {
      [Symbol.dispose]: () => {
        this.#libusb.off('attach', listener);
        this.#libusb.off('detach', listener);
      },
    };
  }
}

/** `null` for a device whose configuration cannot be read, e.g. because it is just being unplugged. */
function descriptorsOf(device: Device): UsbDescriptors | null {
  const configuration = device.configDescriptor;
  if (configuration === undefined) return null;
  const { idVendor, idProduct, iManufacturer, iProduct, iSerialNumber } = device.deviceDescriptor;
  return {
    vendorId: idVendor,
    productId: idProduct,
    manufacturerIndex: iManufacturer,
    productIndex: iProduct,
    serialNumberIndex: iSerialNumber,
    configurationValue: configuration.bConfigurationValue,
    interfaces: configuration.interfaces.flat().map((described) => ({
      number: described.bInterfaceNumber,
      alternateSetting: described.bAlternateSetting,
      classCode: described.bInterfaceClass,
      subclassCode: described.bInterfaceSubClass,
      protocolCode: described.bInterfaceProtocol,
      nameIndex: described.iInterface,
      endpoints: described.endpoints.map(({ bEndpointAddress, bmAttributes, wMaxPacketSize }) =>
        usbEndpoint(bEndpointAddress, bmAttributes, wMaxPacketSize),
      ),
    })),
  };
}
