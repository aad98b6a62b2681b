import { decodeU32Array, encodeU16Array, encodeU32Array } from '../codec/arrays.ts';
import { arrayFlag, dataTypeCodes } from '../codec/codes/dataTypeCodes.ts';
import { devicePropertyCodes } from '../codec/codes/devicePropertyCodes.ts';
import { formatCodes } from '../codec/codes/formatCodes.ts';
import { objectPropertyCodes } from '../codec/codes/objectPropertyCodes.ts';
import { operationCodes, type OperationName } from '../codec/codes/operationCodes.ts';
import { responseCodes, type ResponseName } from '../codec/codes/responseCodes.ts';
import { DatasetReader } from '../codec/DatasetReader.ts';
import { DatasetWriter } from '../codec/DatasetWriter.ts';
import { encodeDeviceInfo } from '../codec/DeviceInfo.ts';
import { decodeObjectInfo, encodeObjectInfo } from '../codec/ObjectInfo.ts';
import {
  decodeObjectPropertyList,
  encodeObjectPropertyList,
  type ObjectProperty,
} from '../codec/ObjectPropertyList.ts';
import {
  encodeDevicePropertyDescription,
  encodeObjectPropertyDescription,
} from '../codec/PropertyDescription.ts';
import { readPropertyValue, writePropertyValue } from '../codec/PropertyValue.ts';
import { encodeStorageInfo } from '../codec/StorageInfo.ts';
import {
  fakeCoverProperties,
  fakeObjectProperties,
  propertiesOf,
  supportedProperties,
} from './fakeObjectProperties.ts';
import type { FakeMtpFaults } from './FakeMtpFaults.ts';
import { fakeStorageId, type FakeMtpObject, type FakeMtpStore } from './FakeMtpStore.ts';

export interface FakeReply {
  readonly code: number;
  readonly parameters?: readonly number[];
  readonly data?: Uint8Array;
}

const beyond32Bits = 2 ** 32;
const root = 0xffff_ffff;
const all = 0xffff_ffff;
const nothing = new Uint8Array(0);

/** Operations whose data comes from the initiator. */
export const operationsWithDataOut: ReadonlySet<OperationName> = new Set<OperationName>([
  'SendObjectInfo',
  'SendObject',
  'SendObjectPropList',
  'SetObjectPropValue',
  'SetObjectReferences',
  'SetDevicePropValue',
  'SendPartialObject',
]);

/** What a `FakeResponder` does when it is asked for something, as MTP 1.1 and Android have it. */
export class FakeMtpOperations {
  readonly store: FakeMtpStore;
  advertised = new Set(Object.keys(operationCodes) as OperationName[]);
  vendorExtensions = 'microsoft.com: 1.0; android.com: 1.0;';
  friendlyName = 'Fake player';
  batteryPercent = 80;
  #announced: { readonly handle: number; readonly sizeBytes: number } | null = null;
  readonly #edited = new Set<number>();

  constructor(store: FakeMtpStore) {
    this.store = store;
  }

  /** Bytes of an object that was not sent to its end: they stay, as on most players. */
  keepPartial(bytes: Uint8Array): void {
    const object = this.store.objects.get(this.#announced?.handle ?? 0);
    if (object !== undefined) object.bytes = new Uint8Array(bytes);
    this.#announced = null;
  }

  execute(
    operation: OperationName,
    parameters: readonly number[],
    data: Uint8Array,
    faults: FakeMtpFaults,
  ): FakeReply {
    const [first = 0, second = 0, third = 0, fourth = 0, fifth = 0] = parameters;
    switch (operation) {
      case 'GetDeviceInfo':
        return reply({ data: this.#deviceInfo() });
      case 'OpenSession':
      case 'CloseSession':
        return reply();
      case 'GetStorageIDs':
        return reply({ data: encodeU32Array([fakeStorageId, 0x0002_0000]) });
      case 'GetStorageInfo':
        return first === fakeStorageId
          ? reply({ data: this.#storageInfo() })
          : refuse('InvalidStorageID');
      case 'GetNumObjects':
        return reply({ parameters: [this.#children(third).length] });
      case 'GetObjectHandles':
        return reply({ data: encodeU32Array(this.#children(third).map(({ handle }) => handle)) });
      case 'GetObjectInfo':
        return faults.refusesInfoOf?.handle === first
          ? { code: faults.refusesInfoOf.code }
          : this.#with(first, (object) => reply({ data: infoOf(object) }));
      case 'GetObject':
        return this.#with(first, ({ bytes }) => reply({ data: bytes }));
      case 'GetThumb':
        return refuse('NoThumbnailPresent');
      case 'GetPartialObject':
        return this.#with(first, ({ bytes }) => part(bytes, second, third));
      case 'GetPartialObject64':
        return this.#with(first, ({ bytes }) => part(bytes, second + third * beyond32Bits, fourth));
      case 'DeleteObject':
        return this.#with(first, () => {
          this.store.remove(first);
          return reply();
        });
      case 'SendObjectInfo':
        return this.#announce(second, data);
      case 'SendObjectPropList':
        return this.#announceByProperties(second, third, fourth * beyond32Bits + fifth, data);
      case 'SendObject':
        return this.#receive(data);
      case 'MoveObject':
        return this.#with(first, (object) => {
          object.parent = third;
          return reply();
        });
      case 'CopyObject':
        return this.#with(first, ({ fileName, format, bytes, texts }) => {
          const copy = { fileName, format, bytes, texts: new Map(texts), parent: third };
          return reply({ parameters: [this.store.add(copy).handle] });
        });
      case 'BeginEditObject':
        return this.#with(first, () => {
          this.#edited.add(first);
          return reply();
        });
      case 'EndEditObject':
        return this.#edited.delete(first) ? reply() : refuse('GeneralError');
      case 'TruncateObject':
        return this.#edit(first, (object) => {
          object.bytes = resized(object.bytes, second + third * beyond32Bits);
        });
      case 'SendPartialObject':
        return this.#edit(first, (object) => {
          const at = second + third * beyond32Bits;
          const bytes = resized(object.bytes, Math.max(object.bytes.byteLength, at + data.length));
          bytes.set(data, at);
          object.bytes = bytes;
        });
      case 'GetObjectPropsSupported':
        return reply({ data: encodeU16Array(supportedProperties) });
      case 'GetObjectPropDesc':
        return describe(first);
      case 'GetObjectPropValue':
        return this.#with(first, (object) => valueOf(object, second));
      case 'SetObjectPropValue':
        return this.#with(first, (object) => set(object, second, data));
      case 'GetObjectPropList':
        return this.#list(first, third, fifth, faults);
      case 'GetObjectReferences':
        return this.#with(first, ({ references }) => reply({ data: encodeU32Array(references) }));
      case 'SetObjectReferences':
        return this.#with(first, (object) => {
          const references = decodeU32Array(data);
          if (!references.ok) return refuse('InvalidDataset');
          object.references = references.value;
          return reply();
        });
      case 'GetDevicePropDesc':
        return this.#describeDevice(first);
      case 'GetDevicePropValue':
        return first === devicePropertyCodes.DeviceFriendlyName
          ? reply({ data: new DatasetWriter().string(this.friendlyName).finish() })
          : refuse('DevicePropNotSupported');
      case 'SetDevicePropValue':
        this.friendlyName = new DatasetReader(data).string();
        return reply();
    }
  }

  #children(parent: number): readonly FakeMtpObject[] {
    return this.store.childrenOf(parent === root ? 0 : parent);
  }

  #with(handle: number, work: (object: FakeMtpObject) => FakeReply): FakeReply {
    const object = this.store.objects.get(handle);
    return object === undefined ? refuse('InvalidObjectHandle') : work(object);
  }

  #edit(handle: number, change: (object: FakeMtpObject) => void): FakeReply {
    return this.#with(handle, (object) => {
      if (!this.#edited.has(handle)) return refuse('GeneralError');
      change(object);
      return reply();
    });
  }

  #announce(parent: number, data: Uint8Array): FakeReply {
    const info = decodeObjectInfo(data);
    if (!info.ok) return refuse('InvalidDataset');
    const { fileName, format, compressedSizeBytes, dateModified } = info.value;
    return this.#create(parent, { fileName, format, dateModified }, compressedSizeBytes);
  }

  #announceByProperties(
    parent: number,
    format: number,
    sizeBytes: number,
    data: Uint8Array,
  ): FakeReply {
    const list = decodeObjectPropertyList(data);
    if (!list.ok) return refuse('InvalidDataset');
    const texts = new Map(
      list.value.flatMap(({ property, value }) =>
        typeof value === 'string' ? [[property, value] as const] : [],
      ),
    );
    const fileName = texts.get(objectPropertyCodes.ObjectFileName) ?? '';
    const dateModified = texts.get(objectPropertyCodes.DateModified) ?? '';
    return this.#create(parent, { fileName, format, texts, dateModified }, sizeBytes);
  }

  #create(
    parent: number,
    object: Pick<FakeMtpObject, 'fileName' | 'format'> & Partial<FakeMtpObject>,
    sizeBytes: number,
  ): FakeReply {
    const folder = parent === root ? 0 : parent;
    if (folder !== 0 && !this.store.objects.has(folder)) return refuse('InvalidParentObject');
    if (sizeBytes > this.store.freeBytes) return refuse('StoreFull');
    const { handle } = this.store.add({ ...object, parent: folder });
    if (object.format !== formatCodes.Association) this.#announced = { handle, sizeBytes };
    return reply({ parameters: [fakeStorageId, parent, handle] });
  }

  #receive(data: Uint8Array): FakeReply {
    const announced = this.#announced;
    if (announced === null) return refuse('NoValidObjectInfo');
    if (announced.sizeBytes !== data.byteLength) return refuse('IncompleteTransfer');
    this.keepPartial(data);
    return reply();
  }

  #list(handle: number, property: number, depth: number, faults: FakeMtpFaults): FakeReply {
    const one = this.store.objects.get(handle);
    const own = one === undefined ? [] : [one];
    const objects = depth === 0 || faults.ignoresDepth ? own : this.#children(handle);
    const elements = objects
      .flatMap((object) =>
        propertiesOf(object).filter((element) => property === all || element.property === property),
      )
      .map((element) => (faults.listsSmallSizes ? inSmallSize(element) : element));
    return reply({ data: encodeObjectPropertyList(elements) });
  }

  #describeDevice(property: number): FakeReply {
    const form = { kind: 'any' } as const;
    if (property === devicePropertyCodes.BatteryLevel) {
      const battery = { property, dataType: dataTypeCodes.UInt8, writable: false, form };
      const values = { defaultValue: 100, currentValue: this.batteryPercent };
      return reply({ data: encodeDevicePropertyDescription({ ...battery, ...values }) });
    }
    if (property !== devicePropertyCodes.DeviceFriendlyName)
      return refuse('DevicePropNotSupported');
    const name = { property, dataType: dataTypeCodes.String, writable: true, form };
    const values = { defaultValue: '', currentValue: this.friendlyName };
    return reply({ data: encodeDevicePropertyDescription({ ...name, ...values }) });
  }

  #deviceInfo(): Uint8Array {
    return encodeDeviceInfo({
      standardVersion: 100,
      vendorExtensionId: 6,
      vendorExtensionVersion: 100,
      vendorExtensions: this.vendorExtensions,
      functionalMode: 0,
      operations: [...this.advertised].map((name) => operationCodes[name]),
      events: [],
      deviceProperties: [devicePropertyCodes.BatteryLevel, devicePropertyCodes.DeviceFriendlyName],
      captureFormats: [],
      playbackFormats: [formatCodes.Undefined, formatCodes.Mp3, formatCodes.Flac],
      manufacturer: 'Portamento',
      model: 'Fake responder',
      deviceVersion: '1',
      serialNumber: '0001',
    });
  }

  #storageInfo(): Uint8Array {
    return encodeStorageInfo({
      storageType: 3,
      filesystemType: 2,
      accessCapability: 0,
      capacityBytes: this.store.capacityBytes,
      freeBytes: this.store.freeBytes,
      freeObjects: 0xffff_ffff,
      description: 'Memory',
      volumeIdentifier: '',
    });
  }
}

function reply(outcome: Omit<FakeReply, 'code'> = {}): FakeReply {
  return { code: responseCodes.OK, ...outcome };
}

function refuse(name: ResponseName): FakeReply {
  return { code: responseCodes[name] };
}

function part(bytes: Uint8Array, offset: number, length: number): FakeReply {
  const data = bytes.subarray(offset, offset + length);
  return reply({ data, parameters: [data.byteLength] });
}

function resized(bytes: Uint8Array, length: number): Uint8Array {
  const changed = new Uint8Array(length);
  changed.set(bytes.subarray(0, length));
  return changed;
}

function infoOf(object: FakeMtpObject): Uint8Array {
  return encodeObjectInfo({
    storageId: fakeStorageId,
    format: object.format,
    protectionStatus: 0,
    compressedSizeBytes: object.statedBytes ?? object.bytes.byteLength,
    parent: object.parent,
    fileName: object.fileName,
    dateCreated: '',
    dateModified: object.dateModified,
  });
}

/** As devices do it that know ObjectSize as a number of 32 bits. */
function inSmallSize(element: ObjectProperty): ObjectProperty {
  if (element.property !== objectPropertyCodes.ObjectSize) return element;
  const value = Math.min(Number(element.value), 0xffff_ffff);
  return { ...element, dataType: dataTypeCodes.UInt32, value };
}

function describe(property: number): FakeReply {
  const coverType = fakeCoverProperties.get(property);
  const dataType = coverType ?? fakeObjectProperties.get(property);
  if (dataType === undefined) return refuse('ObjectPropNotSupported');
  const isText = dataType === dataTypeCodes.String;
  const isArray = !isText && (dataType & arrayFlag) !== 0;
  return reply({
    data: encodeObjectPropertyDescription({
      property,
      dataType,
      writable: isText || coverType !== undefined,
      defaultValue: isText ? '' : isArray ? [] : 0,
      groupCode: 0,
      form: { kind: 'any' },
    }),
  });
}

function valueOf(object: FakeMtpObject, property: number): FakeReply {
  const found = propertiesOf(object).find((element) => element.property === property);
  if (found === undefined) return refuse('ObjectPropNotSupported');
  const writer = new DatasetWriter();
  writePropertyValue(writer, found.dataType, found.value);
  return reply({ data: writer.finish() });
}

function set(object: FakeMtpObject, property: number, data: Uint8Array): FakeReply {
  const coverType = fakeCoverProperties.get(property);
  if (coverType !== undefined) {
    object.cover.set(property, readPropertyValue(new DatasetReader(data), coverType));
    return reply();
  }
  if (fakeObjectProperties.get(property) !== dataTypeCodes.String) {
    return { code: responseCodes.ObjectPropNotSupported, data: nothing };
  }
  const text = new DatasetReader(data).string();
  if (property === objectPropertyCodes.ObjectFileName) object.fileName = text;
  else object.texts.set(property, text);
  return reply();
}
