import { err, ok, type Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import { refuseUnadvertised } from '../../../decorators/refuseUnadvertised.ts';
import type { DeviceConnection } from '../../../DeviceConnection.ts';
import type { DeviceIdentity } from '../../../DeviceIdentity.ts';
import { MtpSession } from '../operations/MtpSession.ts';
import { getStorageIds } from '../operations/storageOperations.ts';
import { mtpTimeouts } from '../transaction/MtpTimeouts.ts';
import type { TransactionServices } from '../transaction/SessionWire.ts';
import type { UsbPort } from '../transports/UsbPort.ts';
import { MtpConnection } from './MtpConnection.ts';
import { MtpContext } from './MtpContext.ts';
import { PropertySupport } from './PropertySupport.ts';
import { readCapabilities } from './readCapabilities.ts';
import { sessionIdentity } from './readIdentity.ts';

export interface PlayerToConnect {
  /** As far as it is known without a session. */
  readonly identity: DeviceIdentity;
  /** The connection's, and closed when there is none. */
  readonly port: UsbPort;
  /** Told when it is closed from this side. */
  readonly onClosing: () => void;
}

/** Opens a session with a player and finds out what it can do. */
export async function connectPlayer(
  { identity, port, onClosing }: PlayerToConnect,
  { clock, logger }: Pick<TransactionServices, 'clock' | 'logger'>,
  signal: AbortSignal,
): Promise<Result<DeviceConnection, AppError>> {
  const services = { clock, logger, timeouts: mtpTimeouts };
  const opened = await MtpSession.open(port, services, signal);
  if (!opened.ok) return opened;
  const session = opened.value;
  const support = new PropertySupport(session.calls);
  const capabilities = await readCapabilities(session, support, signal);
  const ownIdentity = await sessionIdentity(identity, session, signal);
  const locked = await findLock(session, signal);
  if (capabilities.ok && locked === null) {
    const context = new MtpContext(session, capabilities.value, support, clock);
    return ok(refuseUnadvertised(new MtpConnection(ownIdentity, context, onClosing)));
  }
  await session[Symbol.asyncDispose]();
  return capabilities.ok ? err(locked ?? { code: 'device.failed' }) : capabilities;
}

/** A phone that is locked, or not set to transfer files, says that it has no storage. */
async function findLock(session: MtpSession, signal: AbortSignal): Promise<AppError | null> {
  if (!session.deviceInfo.vendorExtensions.includes('android.com')) return null;
  const ids = await getStorageIds(session.calls, signal);
  if (!ids.ok) return ids.error;
  return ids.value.length === 0 ? { code: 'device.locked' } : null;
}
