import { Emitter, type EventSource } from '../base/Emitter.ts';
import type { TopologyId } from '../contract/ids.ts';
import type { SessionLogEntry, SessionSnapshot, TopologySnapshot } from '../contract/signalPath.ts';
import type { MediaSession } from '../media/MediaSession.ts';
import type { MediaSessionEvent } from '../media/MediaSessionEvent.ts';
import { noCapabilities } from '../media/SessionCapabilities.ts';
import type { Topology } from '../media/Topology.ts';
import { sessionLogEntry } from './sessionLogEntry.ts';
import { topologySnapshot } from './topologySnapshot.ts';

/** Entries of the event log that are kept. */
export const maximumLogEntries = 2_000;

interface SessionMonitorOptions {
  readonly session: MediaSession;
  /** The name of the output, where the topology has none. */
  readonly outputLabel: () => string;
  /** Wall time, for the log. */
  readonly now: () => Date;
}

/** The media session from outside, for the signal path page: the topic `session` and the event log. */
export class SessionMonitor implements Disposable {
  readonly #session: MediaSession;
  readonly #outputLabel: () => string;
  readonly #now: () => Date;
  readonly #changes = new Emitter<void>();
  readonly #subscription: Disposable;
  readonly #statuses = new Map<TopologyId, TopologySnapshot['status']>();
  #log: SessionLogEntry[] = [];
  #lastLogIndex = 0;

  constructor(options: SessionMonitorOptions) {
    this.#session = options.session;
    this.#outputLabel = options.outputLabel;
    this.#now = options.now;
    this.#subscription = options.session.events.subscribe((event) => this.#take(event));
  }

  get changes(): EventSource<void> {
    return this.#changes;
  }

  get snapshot(): SessionSnapshot {
    const capabilities = this.#session.getSessionCapabilities();
    const { current, pending } = this.#session.state;
    return {
      state: this.#state,
      capabilities: capabilities.ok ? { ...capabilities.value } : { ...noCapabilities },
      current: this.#topology(current),
      next: this.#topology(pending[0] ?? null),
      clock: this.#clock(),
      lastLogIndex: this.#lastLogIndex,
    };
  }

  /** Entries after `afterIndex`, oldest first, at most `limit`. */
  readLog(afterIndex: number, limit: number): readonly SessionLogEntry[] {
    return this.#log.filter(({ index }) => index > afterIndex).slice(0, limit);
  }

  [Symbol.dispose](): void {
    this.#subscription[Symbol.dispose]();
  }

  get #state(): SessionSnapshot['state'] {
    const { lifecycle, everSet, operation, playback } = this.#session.state;
    if (lifecycle !== 'open') return lifecycle;
    if (!everSet) return 'fresh';
    return operation?.kind === 'start' ? 'starting' : playback;
  }

  #topology(presentation: { readonly topology: Topology } | null): TopologySnapshot | null {
    if (presentation === null) return null;
    const { topology } = presentation;
    const status = this.#statuses.get(topology.topologyId) ?? 'invalid';
    return topologySnapshot(topology, status, this.#outputLabel());
  }

  #clock(): SessionSnapshot['clock'] {
    const clock = this.#session.getClock();
    if (!clock.ok) {
      return {
        state: 'invalid',
        timeSource: null,
        positionMs: null,
        ageMs: 0,
        rate: 1,
        driftPpm: null,
      };
    }
    const { state, timeSource, rate, driftPpm } = clock.value;
    const time = clock.value.getTime();
    return { state, timeSource, positionMs: time.ok ? time.value : null, ageMs: 0, rate, driftPpm };
  }

  #take(event: MediaSessionEvent): void {
    if (event.type === 'MESessionTopologyStatus') {
      const { topologyId } = event.topology;
      if (event.status === 'ended') this.#statuses.delete(topologyId);
      else if (event.status !== 'dynamicChanged') this.#statuses.set(topologyId, event.status);
    } else if (event.type === 'MESinkInvalidated') {
      // Nothing more is told of what was dropped.
      this.#statuses.clear();
    }
    this.#lastLogIndex += 1;
    this.#log.push(sessionLogEntry(event, this.#lastLogIndex, this.#now()));
    if (this.#log.length > 2 * maximumLogEntries) this.#log = this.#log.slice(-maximumLogEntries);
    this.#changes.emit();
  }
}
