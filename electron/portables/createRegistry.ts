import type { Logger } from '../base/Logger.ts';
import type { MonotonicClock } from '../base/MonotonicClock.ts';
import { CertificateContentProvider } from '../devices/content/CertificateContentProvider.ts';
import { MassStorageProvider } from '../devices/providers/mass-storage/MassStorageProvider.ts';
import { volumeFinderFor } from '../devices/providers/mass-storage/volumes/volumeFinderFor.ts';
import { DeviceRegistry } from '../devices/registry/DeviceRegistry.ts';
import type { DeviceMemory } from '../state/DeviceMemory.ts';

export interface CreateRegistryOptions {
  readonly memory: DeviceMemory;
  readonly clock: MonotonicClock;
  readonly logger: Logger;
  readonly nowMs: () => number;
}

/** The players of this machine, and of the places a person added. */
export function createRegistry({ memory, clock, logger, nowMs }: CreateRegistryOptions): {
  readonly registry: DeviceRegistry;
  /** Places were added or taken away. */
  readonly sourcesChanged: () => void;
} {
  const folders = () =>
    memory.sources.flatMap((source) => (source.kind === 'folder' ? [source.path] : []));
  const massStorage = new MassStorageProvider({
    volumeFinder: volumeFinderFor(process.platform),
    folders: folders(),
    clock,
    platform: process.platform,
    programPath: process.env['PATH'] ?? '',
  });
  const registry = new DeviceRegistry({
    providers: [massStorage],
    fallback: null,
    // No licensor has given us a certificate to trust: protected files are refused with that reason.
    contentProvider: new CertificateContentProvider({ issuers: [], nowMs }),
    clock,
    logger,
    nowMs,
    known: memory.devices,
  });
  return { registry, sourcesChanged: () => massStorage.setFolders(folders()) };
}
