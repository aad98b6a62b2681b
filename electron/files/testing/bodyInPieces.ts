/** A body that is sent piece by piece. */
export function bodyInPieces() {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let askForMore = Promise.withResolvers<void>();
  const body = new ReadableStream<Uint8Array>(
    { start: (given) => void (controller = given), pull: () => askForMore.resolve() },
    { highWaterMark: 0 },
  );
  return {
    body,
    /** Resolves when the piece was taken and the next one is asked for. */
    send: async (sizeBytes: number): Promise<void> => {
      await askForMore.promise;
      askForMore = Promise.withResolvers();
      controller?.enqueue(new Uint8Array(sizeBytes));
      await askForMore.promise;
    },
    end: () => controller?.close(),
    breakOff: () => controller?.error(new Error('connection reset')),
  };
}
