import type { SinkFact, SinkOrder } from '../../electron/contract/sink.ts';

/**
 * What makes sound and pictures of main's orders. The first one plays through media elements; a
 * sample-accurate one takes its place without anything else changing.
 */
export interface SinkEngine {
  /** Never throws: an order about a load the engine does not know is ignored. */
  execute(order: SinkOrder): void;
  /** Calls `listener` with every fact, in order, until the returned function is called. */
  subscribeFacts(listener: (fact: SinkFact) => void): () => void;
  /** Falls silent and forgets every load, without a fact: nobody listens to them any more. */
  reset(): void;
  /**
   * Shows the picture of whatever plays inside `host`, also of what follows, until the returned
   * function is called. The newest host wins. Playback goes on undisturbed.
   */
  attachVideo(host: HTMLElement): () => void;
  /**
   * Starts what the browser refused to start. Must be called in the handler of a person's gesture.
   * Reports `unblocked` when sound may start now.
   */
  startListening(): void;
  dispose(): void;
}
