import { err, ok, type Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import type { DeviceCapabilities, DeviceOperation } from '../../../DeviceCapabilities.ts';
import type { NameRules } from '../../../NameRules.ts';
import { dataTypeCodes } from '../codec/codes/dataTypeCodes.ts';
import { devicePropertyCodes } from '../codec/codes/devicePropertyCodes.ts';
import { formatCodes } from '../codec/codes/formatCodes.ts';
import { objectPropertyCodes } from '../codec/codes/objectPropertyCodes.ts';
import { getDevicePropDesc } from '../operations/deviceOperations.ts';
import { editOperations } from '../operations/editObject.ts';
import type { MtpSession } from '../operations/MtpSession.ts';
import { playableFormatsOf } from './mtpFormats.ts';
import { rangedBytesOf } from '../operations/readObject.ts';
import type { PropertySupport } from './PropertySupport.ts';
import { shownProperties } from './shownProperties.ts';

/**
 * What players take, as far as MTP says nothing of it: strings of 254 units, and behind them a file
 * system of Linux (255 bytes) or Windows, which of two names that differ in case keeps one.
 */
const nameRules: NameRules = {
  maximumUnits: 254,
  maximumUtf8Bytes: 255,
  forbiddenCharacters: '\\:*?"<>|',
  windowsRules: true,
  caseSensitive: false,
};
const largestOf32Bits = 2 ** 32 - 1;

/** What a connection can be asked for, from what the device advertises. */
export async function readCapabilities(
  session: MtpSession,
  support: PropertySupport,
  signal: AbortSignal,
): Promise<Result<DeviceCapabilities, AppError>> {
  const { ObjectFileName, ObjectSize } = objectPropertyCodes;
  const file = await support.describe(formatCodes.Undefined, [ObjectFileName, ObjectSize], signal);
  if (!file.ok) return file;
  const shown = await support.describe(songFormatOf(session), shownProperties, signal);
  if (!shown.ok) return shown;
  const { calls, deviceInfo } = session;
  const canSet = calls.supports('SetObjectPropValue');
  const canRead = calls.supports('GetObject');
  const rangedBytes = rangedBytesOf(calls);
  const canAnnounce = calls.supports('SendObjectInfo');
  const canWrite = canAnnounce && calls.supports('SendObject');
  const canRefer = calls.supports('GetObjectReferences') && calls.supports('SetObjectReferences');
  const name = await readNameDescription(session, signal);
  if (!name.ok && name.error.code !== 'device.unsupported') return name;
  const answers: readonly (readonly [DeviceOperation, boolean])[] = [
    ['read', canRead || rangedBytes > 0],
    ['readRange', rangedBytes > 0],
    ['write', canWrite],
    ['resumeWrite', canWrite && editOperations.every((operation) => calls.supports(operation))],
    ['makeFolder', canAnnounce],
    ['rename', canSet && file.value.get(ObjectFileName)?.writable === true],
    ['move', calls.supports('MoveObject')],
    ['copy', calls.supports('CopyObject')],
    ['remove', calls.supports('DeleteObject')],
    ['setMetadata', canSet && [...shown.value.values()].some(({ writable }) => writable)],
    ['references', canRefer],
    ['setName', name.ok && name.value.writable && calls.supports('SetDevicePropValue')],
  ];
  // The size has 64 bits everywhere by MTP 1.1, B.2.4; that alone says nothing of what the device takes.
  const isSizeLarge = file.value.get(ObjectSize)?.dataType === dataTypeCodes.UInt64;
  const isAndroid = deviceInfo.vendorExtensions.includes('android.com');
  const isLarge = isSizeLarge && (isAndroid || calls.supports('SendObjectPropList'));
  return ok({
    operations: new Set(answers.flatMap(([operation, can]) => (can ? [operation] : []))),
    playableFormats: playableFormatsOf(deviceInfo.playbackFormats),
    rangedBytes,
    maximumObjectBytes: isLarge ? Number.MAX_SAFE_INTEGER : largestOf32Bits,
    nameRules,
  });
}

function readNameDescription(session: MtpSession, signal: AbortSignal) {
  const { DeviceFriendlyName } = devicePropertyCodes;
  const isKnown = session.deviceInfo.deviceProperties.includes(DeviceFriendlyName);
  if (isKnown) return getDevicePropDesc(session.calls, DeviceFriendlyName, signal);
  return Promise.resolve(err({ code: 'device.unsupported' as const }));
}

function songFormatOf({ deviceInfo }: MtpSession): number {
  return deviceInfo.playbackFormats.includes(formatCodes.Mp3)
    ? formatCodes.Mp3
    : formatCodes.Undefined;
}
