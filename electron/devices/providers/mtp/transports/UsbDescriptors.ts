/** An endpoint of an interface; bit 7 of its address is set where bytes come in. */
export interface UsbEndpoint {
  readonly address: number;
  readonly kind: 'control' | 'isochronous' | 'bulk' | 'interrupt';
  readonly direction: 'in' | 'out';
  readonly packetBytes: number;
}

export interface UsbInterface {
  readonly number: number;
  readonly alternateSetting: number;
  readonly classCode: number;
  readonly subclassCode: number;
  readonly protocolCode: number;
  /** Of its name; 0 where it has none. */
  readonly nameIndex: number;
  readonly endpoints: readonly UsbEndpoint[];
}

/** What a device says of itself before anybody speaks to it. */
export interface UsbDescriptors {
  readonly vendorId: number;
  readonly productId: number;
  readonly manufacturerIndex: number;
  readonly productIndex: number;
  readonly serialNumberIndex: number;
  readonly configurationValue: number;
  readonly interfaces: readonly UsbInterface[];
}

const descriptorTypes = { configuration: 2, interface: 4, endpoint: 5 } as const;
const endpointKinds = ['control', 'isochronous', 'bulk', 'interrupt'] as const;

/** An endpoint by the fields of its descriptor (USB 2.0, 9.6.6). */
export function usbEndpoint(address: number, attributes: number, packetSize: number): UsbEndpoint {
  return {
    address,
    kind: endpointKinds[attributes & 3] ?? 'control',
    direction: (address & 0x80) === 0 ? 'out' : 'in',
    packetBytes: packetSize & 0x7ff,
  };
}

/** The fields of a device descriptor (USB 2.0, 9.6.1); `null` when it is none. */
export function parseDeviceDescriptor(
  bytes: Uint8Array,
): Omit<UsbDescriptors, 'configurationValue' | 'interfaces'> | null {
  if (bytes.byteLength < 18) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    vendorId: view.getUint16(8, true),
    productId: view.getUint16(10, true),
    manufacturerIndex: view.getUint8(14),
    productIndex: view.getUint8(15),
    serialNumberIndex: view.getUint8(16),
  };
}

/** The interfaces of a configuration descriptor (USB 2.0, 9.6.3 to 9.6.6); stops where it is damaged. */
export function parseConfigurationDescriptor(
  bytes: Uint8Array,
): Pick<UsbDescriptors, 'configurationValue' | 'interfaces'> {
  const interfaces: (UsbInterface & { endpoints: UsbEndpoint[] })[] = [];
  let configurationValue = 0;
  let offset = 0;
  while (offset + 2 <= bytes.byteLength) {
    const [length = 0, type] = bytes.subarray(offset, offset + 2);
    const field = bytes.subarray(offset, offset + length);
    if (length < 2 || field.byteLength < length) break;
    const at = (index: number) => field[index] ?? 0;
    if (type === descriptorTypes.configuration) configurationValue = at(5);
    else if (type === descriptorTypes.interface) {
      interfaces.push({
        number: at(2),
        alternateSetting: at(3),
        classCode: at(5),
        subclassCode: at(6),
        protocolCode: at(7),
        nameIndex: at(8),
        endpoints: [],
      });
    } else if (type === descriptorTypes.endpoint) {
      interfaces.at(-1)?.endpoints.push(usbEndpoint(at(2), at(3), at(4) | (at(5) << 8)));
    }
    offset += length;
  }
  return { configurationValue, interfaces };
}
