import type { LaunchProcess } from '../base/LaunchedProcess.ts';
import type { Logger } from '../base/Logger.ts';
import type { MonotonicClock } from '../base/MonotonicClock.ts';
import { ok, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import { CertificateContentProvider } from '../devices/content/CertificateContentProvider.ts';
import {
  isLibmtpBuiltFor,
  libmtpChild,
  LibmtpProvider,
} from '../devices/providers/libmtp/LibmtpProvider.ts';
import { MassStorageProvider } from '../devices/providers/mass-storage/MassStorageProvider.ts';
import { volumeFinderFor } from '../devices/providers/mass-storage/volumes/volumeFinderFor.ts';
import { MtpProvider } from '../devices/providers/mtp/provider/MtpProvider.ts';
import { remotePlace, type UsbIpAddress } from '../devices/providers/mtp/provider/UsbPlace.ts';
import { LibusbBus } from '../devices/providers/mtp/transports/usb/LibusbBus.ts';
import { DeviceRegistry } from '../devices/registry/DeviceRegistry.ts';
import type { DeviceMemory } from '../state/DeviceMemory.ts';
import { parseHostAddress } from './parseHostAddress.ts';

export interface CreateRegistryOptions {
  readonly memory: DeviceMemory;
  readonly launchProcess: LaunchProcess;
  readonly clock: MonotonicClock;
  readonly logger: Logger;
  readonly nowMs: () => number;
}

export interface CreatedRegistry {
  readonly registry: DeviceRegistry;
  /** Places were added or taken away. */
  readonly sourcesChanged: () => void;
  /** Does another machine share its ports? Else `device.unreachable`, `device.protocol` … */
  readonly checkHost: (
    address: UsbIpAddress,
    signal: AbortSignal,
  ) => Promise<Result<void, AppError>>;
}

/** The players of this machine, and of the places a person added. */
export async function createRegistry({
  memory,
  launchProcess,
  clock,
  logger,
  nowMs,
}: CreateRegistryOptions): Promise<CreatedRegistry> {
  const servers = () =>
    memory.sources.flatMap((source): readonly UsbIpAddress[] => {
      const address = source.kind === 'host' ? parseHostAddress(source.address) : null;
      return address === null ? [] : [address];
    });
  const folders = () =>
    memory.sources.flatMap((source) => (source.kind === 'folder' ? [source.path] : []));
  const bus = await LibusbBus.load();
  const mtp = new MtpProvider({ bus, servers: servers(), clock, logger });
  const massStorage = new MassStorageProvider({
    volumeFinder: volumeFinderFor(process.platform),
    folders: folders(),
    clock,
    platform: process.platform,
    programPath: process.env['PATH'] ?? '',
  });
  const libmtp = new LibmtpProvider({
    players: () => mtp.localPlayers,
    launch: () => launchProcess(libmtpChild),
    clock,
  });
  const registry = new DeviceRegistry({
    providers: [mtp, massStorage],
    fallback: isLibmtpBuiltFor(process.platform, process.arch)
      ? { provider: libmtp, of: mtp.name }
      : null,
    // No licensor has given us a certificate to trust: protected files are refused with that reason.
    contentProvider: new CertificateContentProvider({ issuers: [], nowMs }),
    clock,
    logger,
    nowMs,
    known: memory.devices,
  });
  const sourcesChanged = () => {
    mtp.setServers(servers());
    massStorage.setFolders(folders());
  };
  const checkHost = async ({ host, port }: UsbIpAddress, signal: AbortSignal) => {
    const found = await remotePlace(host, port, clock).find(signal);
    return found.ok ? ok() : found;
  };
  return { registry, sourcesChanged, checkHost };
}
