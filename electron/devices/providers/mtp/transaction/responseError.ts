import type { AppError, ErrorCode } from '../../../../contract/errors.ts';
import { nameOfCode } from '../codec/codes/nameOfCode.ts';
import type { OperationName } from '../codec/codes/operationCodes.ts';
import { responseCodes } from '../codec/codes/responseCodes.ts';
import type { TransactionReply } from './TransactionRequest.ts';

/** What a refusal means to a person. WMDM names the same ones 0x8004 and the code (WD-17). */
const errorCodes: ReadonlyMap<number, ErrorCode> = new Map<number, ErrorCode>([
  [responseCodes.OperationNotSupported, 'device.unsupported'],
  [responseCodes.ParameterNotSupported, 'device.unsupported'],
  [responseCodes.DevicePropNotSupported, 'device.unsupported'],
  [responseCodes.InvalidObjectFormatCode, 'device.unsupported'],
  [responseCodes.SpecificationByFormatUnsupported, 'device.unsupported'],
  [responseCodes.SpecificationOfDestinationUnsupported, 'device.unsupported'],
  [responseCodes.SpecificationByGroupUnsupported, 'device.unsupported'],
  [responseCodes.SpecificationByDepthUnsupported, 'device.unsupported'],
  [responseCodes.GroupNotSupported, 'device.unsupported'],
  [responseCodes.InvalidObjectPropCode, 'device.unsupported'],
  [responseCodes.ObjectPropNotSupported, 'device.unsupported'],
  [responseCodes.InvalidObjectHandle, 'device.noSuchObject'],
  [responseCodes.InvalidParentObject, 'device.noSuchObject'],
  [responseCodes.InvalidObjectReference, 'device.noSuchObject'],
  [responseCodes.NoThumbnailPresent, 'device.noSuchObject'],
  [responseCodes.InvalidStorageID, 'device.noSuchStorage'],
  [responseCodes.StoreNotAvailable, 'device.noSuchStorage'],
  [responseCodes.StoreFull, 'device.storageFull'],
  [responseCodes.ObjectTooLarge, 'device.objectTooLarge'],
  [responseCodes.ObjectWriteProtected, 'device.writeProtected'],
  [responseCodes.StoreReadOnly, 'device.writeProtected'],
  [responseCodes.AccessDenied, 'device.writeProtected'],
  [responseCodes.PartialDeletion, 'device.partialDeletion'],
  [responseCodes.DeviceBusy, 'device.busy'],
  [responseCodes.SessionNotOpen, 'device.busy'],
  [responseCodes.TransactionCancelled, 'device.failed'],
  [responseCodes.InvalidParameter, 'device.invalidRequest'],
  [responseCodes.InvalidDataset, 'device.invalidRequest'],
  [responseCodes.InvalidObjectPropValue, 'device.invalidRequest'],
  [responseCodes.InvalidObjectPropFormat, 'device.invalidRequest'],
  [responseCodes.InvalidDevicePropValue, 'device.invalidRequest'],
]);

/** The error a reply stands for; a code that is not known is a refusal without a reason. */
export function responseError(operation: OperationName, { code }: TransactionReply): AppError {
  return {
    code: errorCodes.get(code) ?? 'device.failed',
    details: `${operation}: ${nameOfCode(responseCodes, code)}`,
  };
}
