import type { DeviceConnection, ReadRequest } from './DeviceConnection.ts';
import { SourceReadError } from './SourceReadError.ts';

export type StreamRequest = Omit<ReadRequest, 'onChunk'>;

/**
 * An object's bytes, read as they are taken: at most one chunk waits. Throws a `SourceReadError` when the
 * device fails. Who stops early cancels the read, and goes on when the device has settled.
 */
export async function* streamObject(
  connection: DeviceConnection,
  request: StreamRequest,
): AsyncGenerator<Uint8Array, void, undefined> {
  const stopping = new AbortController();
  const signal = AbortSignal.any([request.signal, stopping.signal]);
  const waiting: Uint8Array[] = [];
  let arrived = Promise.withResolvers<undefined>();
  let taken = Promise.withResolvers<undefined>();
  const reading = connection.read({
    ...request,
    signal,
    async onChunk(next) {
      if (stopping.signal.aborted) return;
      waiting.push(next);
      arrived.resolve(undefined);
      await taken.promise;
    },
  });
  const ended = reading.then(() => 'ended' as const);
  try {
    while ((await Promise.race([arrived.promise, ended])) !== 'ended') {
      arrived = Promise.withResolvers<undefined>();
      yield* waiting.splice(0);
      const { resolve } = taken;
      taken = Promise.withResolvers<undefined>();
      resolve(undefined);
    }
    const outcome = await reading;
    if (!outcome.ok) throw new SourceReadError(outcome.error);
  } finally {
    stopping.abort();
    taken.resolve(undefined);
    await reading;
  }
}
