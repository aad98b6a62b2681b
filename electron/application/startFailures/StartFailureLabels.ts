/** Why a start failed, and what to do about it, in whole sentences. */
export interface StartFailureLabels {
  readonly badProfileName: (name: string) => string;
  /** The data folder was given as nothing, or as no path. */
  readonly noDataFolder: string;
  readonly foreignFolder: (folder: string) => string;
  readonly inUse: string;
  readonly notAnswering: string;
  /** The program that runs ended while this one spoke to it. */
  readonly otherEnded: string;
  readonly diskFull: string;
  readonly permissionDenied: (folder: string) => string;
  readonly notWritable: (folder: string) => string;
  readonly unexpected: string;
}
