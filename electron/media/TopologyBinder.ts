import { err, ok, type Result } from '../base/Result.ts';
import type { SinkCapabilities } from '../contract/sink.ts';
import type { MediaFailure } from './MediaErrorCode.ts';
import type { MediaSink } from './MediaSink.ts';
import type { Topology } from './Topology.ts';
import type { TopologyLoader } from './TopologyResolver.ts';

/** Puts the session's sink in the place of activates and has the loader do the rest. */
export class TopologyBinder implements Disposable {
  readonly #sink: MediaSink;
  readonly #loader: TopologyLoader;
  readonly #letGo = new AbortController();

  constructor(sink: MediaSink, loader: TopologyLoader) {
    this.#sink = sink;
    this.#loader = loader;
  }

  /** @param noResolution it has to be full already and is taken as it is, the same object (MS-20) */
  async resolve(
    topology: Topology,
    capabilities: SinkCapabilities,
    noResolution: boolean,
  ): Promise<Result<Topology, MediaFailure>> {
    if (noResolution) return this.#takeFull(topology);
    const bound = this.#bind(topology);
    if (!this.#endsHere(bound)) return err({ code: 'topoUnsupported' });
    try {
      return await this.#loader.load(bound, capabilities, this.#letGo.signal);
    } catch (error) {
      return err({ code: 'failed', details: String(error) });
    }
  }

  [Symbol.dispose](): void {
    this.#letGo.abort();
  }

  #takeFull(topology: Topology): Result<Topology, MediaFailure> {
    const isFull = topology.resolution === 'full' && this.#endsHere(topology);
    return isFull ? ok(topology) : err({ code: 'topoUnsupported' });
  }

  #bind(topology: Topology): Topology {
    const nodes = topology.nodes.map((node) =>
      node.kind === 'output' && 'kind' in node.sink ? { ...node, sink: this.#sink } : node,
    );
    return { ...topology, nodes };
  }

  /** A session has one sink; what leads elsewhere it cannot play. */
  #endsHere(topology: Topology): boolean {
    return topology.nodes.every((node) => node.kind !== 'output' || node.sink === this.#sink);
  }
}
