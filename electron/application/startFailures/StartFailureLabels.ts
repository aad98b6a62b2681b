/** Why a start failed, and what to do about it, in whole sentences. */
export interface StartFailureLabels {
  readonly badProfileName: (name: string) => string;
  readonly foreignFolder: (folder: string) => string;
  readonly inUse: string;
  readonly notAnswering: string;
  /** The program that runs ended while this one spoke to it. */
  readonly otherEnded: string;
  readonly diskFull: string;
  readonly permissionDenied: string;
  readonly notWritable: string;
  readonly unexpected: string;
}
