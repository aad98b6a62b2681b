import * as z from 'zod/mini';
import { DevicePreferences } from '../contract/devices.ts';
import { DeviceId, DeviceSourceId } from '../contract/ids.ts';
import { MusicFolderTemplate } from '../contract/musicFolderTemplate.ts';

/** The form of `devices.json`. */

const defaultMusicFolderTemplate = 'Music/{albumArtist}/{album}';

/** A player that was here, and what is remembered of it. */
export const RememberedDevice = z.object({
  identity: z.object({
    deviceId: DeviceId,
    provider: z.enum(['mtp', 'mass-storage', 'libmtp', 'fake']),
    manufacturer: z.string(),
    model: z.string(),
    name: z.string(),
    serialNumber: z.nullable(z.string()),
    firmwareVersion: z.nullable(z.string()),
  }),
  location: z.string(),
  /** Wall time, ms since 1970. */
  lastSeenAtMs: z.number(),
  preferences: z.object({
    ...DevicePreferences.shape,
    // One that cannot be filled in is not worth the rest of the file.
    musicFolderTemplate: z.catch(MusicFolderTemplate, defaultMusicFolderTemplate),
  }),
  /** How fast files went onto it the last time; `null` when none has. */
  bytesPerSecond: z.nullable(z.number()),
});
export type RememberedDevice = z.infer<typeof RememberedDevice>;

/** A place where players are looked for beside this machine's USB. */
export const RememberedSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('host'), sourceId: DeviceSourceId, address: z.string() }),
  /** `path` is absolute. */
  z.object({ kind: z.literal('folder'), sourceId: DeviceSourceId, path: z.string() }),
]);
export type RememberedSource = z.infer<typeof RememberedSource>;

export const DeviceMemoryContent = z.object({
  devices: z.array(RememberedDevice),
  sources: z.array(RememberedSource),
});
export type DeviceMemoryContent = z.infer<typeof DeviceMemoryContent>;

export const emptyDeviceMemory: DeviceMemoryContent = { devices: [], sources: [] };

export const defaultPreferences: DevicePreferences = {
  name: null,
  musicFolderTemplate: defaultMusicFolderTemplate,
};
