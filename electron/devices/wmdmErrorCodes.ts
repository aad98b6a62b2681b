import type { ErrorCode } from '../contract/errors.ts';

/** An error of Windows Media Device Manager, and what stands for it here. */
export interface WmdmErrorCode {
  readonly name: string;
  readonly hresult: number;
  /** `null` where it cannot come up; `because` says why. */
  readonly code: ErrorCode | null;
  readonly because?: string;
}

const noSdmi = 'belongs to SDMI and to licences of Windows Media DRM';
const noChannel = 'belongs to the channel between two programs';

/** All of them, by number (WD-16). */
export const wmdmErrorCodes: readonly WmdmErrorCode[] = [
  { name: 'WMDM_E_BUSY', hresult: 0x80045000, code: 'device.busy' },
  { name: 'WMDM_E_INTERFACEDEAD', hresult: 0x80045001, code: 'device.disconnected' },
  { name: 'WMDM_E_INVALIDTYPE', hresult: 0x80045002, code: 'device.invalidRequest' },
  { name: 'WMDM_E_PROCESSFAILED', hresult: 0x80045003, code: 'device.failed' },
  { name: 'WMDM_E_NOTSUPPORTED', hresult: 0x80045004, code: 'device.unsupported' },
  { name: 'WMDM_E_NOTCERTIFIED', hresult: 0x80045005, code: 'device.notCertified' },
  { name: 'WMDM_E_NORIGHTS', hresult: 0x80045006, code: 'device.notCertified' },
  { name: 'WMDM_E_CALL_OUT_OF_SEQUENCE', hresult: 0x80045007, code: 'device.noSession' },
  {
    name: 'WMDM_E_BUFFERTOOSMALL',
    hresult: 0x80045008,
    code: null,
    because: 'no buffer is given by the caller',
  },
  { name: 'WMDM_E_MOREDATA', hresult: 0x80045009, code: null, because: 'lists are streamed' },
  { name: 'WMDM_E_MAC_CHECK_FAILED', hresult: 0x8004500a, code: null, because: noChannel },
  { name: 'WMDM_E_USER_CANCELLED', hresult: 0x8004500b, code: 'app.cancelled' },
  { name: 'WMDM_E_SDMI_TRIGGER', hresult: 0x8004500c, code: null, because: noSdmi },
  { name: 'WMDM_E_SDMI_NOMORECOPIES', hresult: 0x8004500d, code: null, because: noSdmi },
  { name: 'WMDM_E_REVOKED', hresult: 0x8004500e, code: null, because: noSdmi },
  { name: 'WMDM_E_LICENSE_NOTEXIST', hresult: 0x8004500f, code: null, because: noSdmi },
  { name: 'WMDM_E_INCORRECT_APPSEC', hresult: 0x80045010, code: null, because: noChannel },
  { name: 'WMDM_E_INCORRECT_RIGHTS', hresult: 0x80045011, code: null, because: noSdmi },
  { name: 'WMDM_E_LICENSE_EXPIRED', hresult: 0x80045012, code: 'device.certificateExpired' },
  /** CANTOPEN_PMSN_SERVICE_PIPE has the same number. */
  { name: 'WMDM_E_TOO_MANY_SESSIONS', hresult: 0x80045013, code: 'device.sessionActive' },
  {
    name: 'WMDM_S_NOT_ALL_PROPERTIES_APPLIED',
    hresult: 0x00045001,
    code: null,
    because: 'metadata a player does not take is passed over',
  },
  {
    name: 'WMDM_S_NOT_ALL_PROPERTIES_RETRIEVED',
    hresult: 0x00045002,
    code: null,
    because: 'what is not known is `null`',
  },
];
