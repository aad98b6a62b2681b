import type { DeviceOperation } from '../../DeviceCapabilities.ts';
import type { DeviceConnection } from '../../DeviceConnection.ts';

/** Where a provider or its device does not do as the contract says, and how that is known. */
export interface ContractDeviation {
  /** The test that fails, by its name without the provider's. */
  readonly deviation: string;
  readonly because: string;
  /** The device, its version and what was seen; or where its source says so. */
  readonly evidence: string;
}

export interface PlacedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * One way to reach one device, for `describeDeviceContract`. The tests share a connection, as an
 * application does, and a new one is made when a test has ended it; each test works in a folder of its
 * own, on the first storage that can be written to.
 */
export interface DeviceContractHarness {
  /** What has to be advertised: no more, and no less. */
  readonly operations: readonly DeviceOperation[];
  readonly deviations: readonly ContractDeviation[];
  /** Of the large files; default 3 MiB. */
  readonly largeSizeBytes?: number;
  /** In one folder; default 2,000. */
  readonly manyFilesCount?: number;
  /** For each test; default 20 s. */
  readonly testTimeoutMs?: number;
  /** Opens the device; called again when the last connection has ended. */
  readonly connect: () => Promise<DeviceConnection>;
  /** After the last test, with the connection closed. */
  readonly dispose?: () => Promise<void>;
  /** Files in the root of the first storage, of a device that cannot be written to. */
  readonly placedFiles?: readonly PlacedFile[];
  /** Puts files into a folder from the other side: many of them are there sooner. */
  readonly placeOnOtherSide?: (
    path: readonly string[],
    files: readonly PlacedFile[],
  ) => Promise<void>;
  /** A file as the device itself has it, by its way from the root of the storage. */
  readonly readOnOtherSide?: (path: readonly string[]) => Promise<Uint8Array>;
  /** Everything in a folder as the device itself has it, hidden files too. */
  readonly listOnOtherSide?: (path: readonly string[]) => Promise<readonly string[]>;
  /** Somebody else adds a file, and the device tells of it. */
  readonly addOnOtherSide?: (name: string) => Promise<void>;
  /** Pulls the cable, while the connection is open. `connect` plugs it in again. */
  readonly unplug?: () => Promise<void>;
}
