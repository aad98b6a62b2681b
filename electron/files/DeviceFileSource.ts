import type { DevicePlace } from '../contract/devices.ts';
import type { RangedTagReading } from '../library/TagReader.ts';
import type { DeviceFiles } from './DeviceFiles.ts';
import { examineDeviceFile } from './examineDeviceFile.ts';
import { GrantedSource } from './GrantedSource.ts';
import type { Grants } from './Grants.ts';

export interface DeviceFileSourceOptions {
  readonly place: DevicePlace;
  readonly grants: Grants;
  readonly deviceFiles: DeviceFiles;
  readonly tagReader: RangedTagReading;
}

/** A media source of one file on a portable player, which is read there part by part. */
export class DeviceFileSource extends GrantedSource {
  constructor({ place, grants, deviceFiles, tagReader }: DeviceFileSourceOptions) {
    super({
      grantId: grants.grantDevice(place),
      grants,
      examine: (signal) => examineDeviceFile(place, { deviceFiles, tagReader, signal }),
    });
  }
}
