import { responseCodes } from '../codec/codes/responseCodes.ts';
import { IdleWatch } from '../../../../base/IdleWatch.ts';
import { requestCancel, requestDeviceStatus, requestReset } from './classRequests.ts';
import type { SessionWire } from './SessionWire.ts';
import type { TransactionRequest } from './TransactionRequest.ts';

/** The session goes on; a new one was opened, whose handles are new; the device cannot be reached. */
export type Recovered = 'sameSession' | 'newSession' | 'lost';

const drainBytes = 64 * 1024;
const maximumDrains = 512;
const maximumBusyLooks = 40;
const probe: TransactionRequest = {
  operation: 'GetDeviceInfo',
  parameters: [],
  data: {
    kind: 'in',
    expectedBytes: null,
    maximumBytes: 1024 * 1024,
    interruptible: false,
    onChunk: () => undefined,
  },
};

/**
 * Brings a device that was left in the middle of a transaction to where it takes the next one, with the
 * mildest means that helps: cancel the transaction; reset the device's MTP; reset the device.
 */
export async function recoverDevice(session: SessionWire): Promise<Recovered> {
  if (await cancelTransaction(session)) return 'sameSession';
  if (await resetClass(session)) return 'newSession';
  return (await resetDevice(session)) ? 'newSession' : 'lost';
}

/** What is still coming is taken in at once: a device that cannot get rid of it does not stop. */
async function cancelTransaction(session: SessionWire): Promise<boolean> {
  const { wire, services, transactionId } = session;
  await session.request((signal) => requestCancel(wire, transactionId, signal));
  await drain(session);
  await waitUntilReady(session);
  if (session.gone) return false;
  const answered = await session.attempt(probe, services.timeouts.settleMs);
  return answered.ok && answered.value.code === responseCodes.OK;
}

async function resetClass(session: SessionWire): Promise<boolean> {
  if (session.gone) return false;
  const reset = await session.request((signal) => requestReset(session.wire, signal));
  if (!reset.ok) return false;
  await drain(session);
  await waitUntilReady(session);
  return (await session.openSession()).ok;
}

async function resetDevice(session: SessionWire): Promise<boolean> {
  const reset = await session.request((signal) => session.wire.port.reset(signal));
  return reset.ok && (await session.openSession()).ok;
}

/** Looks until the device takes commands again, and frees its halted ends. Not all devices answer. */
async function waitUntilReady(session: SessionWire): Promise<void> {
  const { wire } = session;
  for (let look = 0; look < maximumBusyLooks && !session.gone; look += 1) {
    const status = await session.request((signal) => requestDeviceStatus(wire, signal));
    if (!status.ok) return;
    for (const endpoint of status.value.haltedEndpoints) await clearHalt(session, endpoint);
    if (status.value.code !== responseCodes.DeviceBusy) return;
    await session.pause();
  }
}

/** Takes in what is left of the transaction until nothing comes. */
async function drain(session: SessionWire): Promise<void> {
  const { wire, services } = session;
  const { bulkIn, bulkOut } = wire.mtpInterface;
  for (let transfer = 0; transfer < maximumDrains && !session.gone; transfer += 1) {
    using watch = new IdleWatch(services.clock, services.timeouts.quietMs);
    watch.signal.addEventListener('abort', () => wire.port.callOff(bulkIn.address));
    const received = await wire.port.transferIn(bulkIn.address, drainBytes);
    if (received.ok) continue;
    if (received.error.kind !== 'stalled') return;
    await clearHalt(session, bulkIn.address);
    await clearHalt(session, bulkOut.address);
  }
}

async function clearHalt(session: SessionWire, endpoint: number): Promise<void> {
  await session.request((signal) => session.wire.port.clearHalt(endpoint, signal));
}
