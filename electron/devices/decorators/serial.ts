import { Mutex } from '../../base/Mutex.ts';
import { err, type Result } from '../../base/Result.ts';
import type { DeviceConnection } from '../DeviceConnection.ts';
import { ForwardingConnection, type ConnectionCall } from './ForwardingConnection.ts';
import type { SettlingConnection } from './SettlingConnection.ts';

/**
 * A connection whose calls are made one after the other. While a call that timed out is still on the wire
 * the gate is shut: whoever comes is told `device.busy` instead of waiting.
 */
export function serial(connection: SettlingConnection): DeviceConnection {
  return new SerialConnection(connection);
}

class SerialConnection extends ForwardingConnection {
  readonly #mutex = new Mutex();
  readonly #backend: SettlingConnection;

  constructor(backend: SettlingConnection) {
    super(backend);
    this.#backend = backend;
  }

  protected async around<Value, Failure>(
    { signal, failure }: ConnectionCall<Failure>,
    proceed: (signal: AbortSignal) => Promise<Result<Value, Failure>>,
  ): Promise<Result<Value, Failure>> {
    const busy = err(failure.of({ code: 'device.busy' }));
    if (this.#backend.isSettling) return busy;
    const turn = await this.#mutex.runUnlessAborted(signal, () =>
      this.#backend.isSettling ? busy : proceed(signal),
    );
    return turn.ok ? turn.value : err(failure.of({ code: 'app.cancelled' }));
  }
}
