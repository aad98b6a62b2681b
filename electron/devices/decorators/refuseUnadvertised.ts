import { err, type Result } from '../../base/Result.ts';
import type { DeviceConnection } from '../DeviceConnection.ts';
import { ForwardingConnection, type ConnectionCall } from './ForwardingConnection.ts';

/** A connection that refuses with `device.unsupported` what its capabilities do not say. */
export function refuseUnadvertised(connection: DeviceConnection): DeviceConnection {
  return new AdvertisedOnlyConnection(connection);
}

class AdvertisedOnlyConnection extends ForwardingConnection {
  protected around<Value, Failure>(
    call: ConnectionCall<Failure>,
    proceed: (signal: AbortSignal) => Promise<Result<Value, Failure>>,
  ): Promise<Result<Value, Failure>> {
    const { operation } = call;
    if (operation === null || this.capabilities.operations.has(operation)) {
      return proceed(call.signal);
    }
    return Promise.resolve(
      err(call.failure.of({ code: 'device.unsupported', details: operation })),
    );
  }
}
