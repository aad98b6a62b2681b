import { Emitter, type EventSource } from '../base/Emitter.ts';
import type { TopologyId } from '../contract/ids.ts';
import type { SessionLogEntry, SessionSnapshot, TopologySnapshot } from '../contract/signalPath.ts';
import type { MediaSession } from '../media/MediaSession.ts';
import type { MediaSessionEvent } from '../media/MediaSessionEvent.ts';
import { noCapabilities } from '../media/SessionCapabilities.ts';
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
  #state: SessionSnapshot['state'] = 'fresh';

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
    const current = this.#session.getFullTopology('current');
    const currentId = current.ok ? current.value.topologyId : null;
    const nextId = [...this.#statuses.keys()].find((topologyId) => topologyId !== currentId);
    return {
      state: this.#state,
      capabilities: capabilities.ok ? { ...capabilities.value } : { ...noCapabilities },
      current: currentId === null ? null : this.#topology('current'),
      next: nextId === undefined ? null : this.#topology(nextId),
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

  #topology(which: 'current' | TopologyId): TopologySnapshot | null {
    const topology = this.#session.getFullTopology(which);
    if (!topology.ok) return null;
    const status = this.#statuses.get(topology.value.topologyId) ?? 'ready';
    return topologySnapshot(topology.value, status, this.#outputLabel());
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
    this.#follow(event);
    this.#lastLogIndex += 1;
    this.#log.push(sessionLogEntry(event, this.#lastLogIndex, this.#now()));
    if (this.#log.length > 2 * maximumLogEntries) this.#log = this.#log.slice(-maximumLogEntries);
    this.#changes.emit();
  }

  #follow(event: MediaSessionEvent): void {
    switch (event.type) {
      case 'MESessionTopologySet':
        if (event.failure !== null || event.topology === null) break;
        this.#statuses.set(event.topology.topologyId, 'invalid');
        if (this.#state === 'fresh') this.#state = 'stopped';
        break;
      case 'MESessionTopologyStatus':
        if (event.status === 'ended') this.#statuses.delete(event.topology.topologyId);
        else if (event.status !== 'dynamicChanged') {
          this.#statuses.set(event.topology.topologyId, event.status);
        }
        break;
      case 'MESessionTopologiesCleared':
        this.#forgetAllButCurrent();
        break;
      case 'MESinkInvalidated':
        this.#statuses.clear();
        break;
      case 'MESessionStarted':
        if (event.failure === null) this.#state = 'started';
        break;
      case 'MESessionPaused':
        if (event.failure === null) this.#state = 'paused';
        break;
      case 'MESessionStopped':
        if (event.failure === null) this.#state = 'stopped';
        break;
      case 'MESessionEnded':
        this.#state = 'stopped';
        break;
      case 'MESessionClosed':
        this.#state = 'closed';
        break;
      default:
        break;
    }
  }

  #forgetAllButCurrent(): void {
    const current = this.#session.getFullTopology('current');
    for (const topologyId of this.#statuses.keys()) {
      if (!current.ok || current.value.topologyId !== topologyId) this.#statuses.delete(topologyId);
    }
  }
}
