import { silentLogger } from '../../../../base/Logger.ts';
import { systemMonotonicClock } from '../../../../base/MonotonicClock.ts';
import type { DeviceConnection } from '../../../DeviceConnection.ts';
import type { FolderReference } from '../../../DeviceObject.ts';
import { valueOf } from '../../../testing/valueOf.ts';
import { MtpProvider } from '../provider/MtpProvider.ts';
import { FakeLocalBus } from './FakeLocalBus.ts';
import type { FakeResponder } from './FakeResponder.ts';

const { signal } = new AbortController();

export interface FakeConnected {
  readonly connection: DeviceConnection;
  /** Of its only storage. */
  readonly root: FolderReference;
}

/** A connection to a responder that is plugged into this machine, as the provider opens it. */
export async function connectFake(responder: FakeResponder): Promise<FakeConnected> {
  const bus = new FakeLocalBus();
  bus.plug(responder);
  const services = { clock: systemMonotonicClock, logger: silentLogger };
  const provider = new MtpProvider({ bus, servers: [], ...services });
  const { candidates } = await provider.enumerate(signal);
  const [found] = candidates;
  if (found === undefined) throw new Error('nothing was found');
  const connection = valueOf(await provider.open(found.identity.deviceId, signal));
  const [storage] = valueOf(await connection.listStorages(signal));
  if (storage === undefined) throw new Error('there is no storage');
  return { connection, root: { storageId: storage.storageId, folderId: null } };
}
