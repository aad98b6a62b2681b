import { silentLogger, type Logger } from '../../base/Logger.ts';
import { FakeMonotonicClock } from '../../base/testing/FakeMonotonicClock.ts';
import { TopologyId } from '../../contract/ids.ts';
import type { SinkCapabilities } from '../../contract/sink.ts';
import { MediaSession, type CommandResult, type MediaSessionOptions } from '../MediaSession.ts';
import type { MediaFailure } from '../MediaErrorCode.ts';
import type { MediaSessionEvent, MediaSessionEventType } from '../MediaSessionEvent.ts';
import type { SequencerSource } from '../SequencerSource.ts';
import {
  createPlaybackTopology,
  type PlaybackTopologyOptions,
  type Topology,
} from '../Topology.ts';
import { FakeMediaSink } from './FakeMediaSink.ts';
import { FakeMediaSource } from './FakeMediaSource.ts';

type EventOf<Type extends MediaSessionEventType> = Extract<MediaSessionEvent, { type: Type }>;

interface SessionHarnessOptions extends Partial<Omit<MediaSessionOptions, 'sink' | 'clock'>> {
  readonly capabilities?: SinkCapabilities | null;
}

/** What the session reports as a bug fails the test. */
const strictLogger: Logger = {
  ...silentLogger,
  error: (message, fields) => {
    throw new Error(message, { cause: fields?.['error'] });
  },
};

/** A real session between a fake sink and fake sources on a fake clock, with everything it told. */
export class SessionHarness {
  readonly clock = new FakeMonotonicClock(1_000);
  readonly sink: FakeMediaSink;
  readonly session: MediaSession;
  readonly events: MediaSessionEvent[] = [];
  #lastTopologyId = 0;

  constructor({ capabilities, ...options }: SessionHarnessOptions = {}) {
    this.sink = new FakeMediaSink(capabilities);
    this.session = new MediaSession({
      sink: this.sink,
      clock: this.clock,
      logger: strictLogger,
      ...options,
    });
    this.session.events.subscribe((event) => this.events.push(event));
  }

  /** Lets everything that is under way happen. Waits for ever for a source that never answers. */
  settle(): Promise<void> {
    return this.session.idle();
  }

  /** Waits for what is told of an accepted command, and for what follows; gives its failure, `null` is success. */
  async run(command: CommandResult): Promise<MediaFailure | null> {
    await this.outcomeOf(command);
    await this.settle();
    return this.outcomeOf(command);
  }

  /** As `run`, also while a source does not answer. */
  async outcomeOf(command: CommandResult): Promise<MediaFailure | null> {
    if (!command.ok) throw new Error(`Refused: ${command.error.code}`);
    const { commandId, completion } = command.value;
    await completion;
    const told = this.events.filter(
      (event) => 'completes' in event && event.completes === commandId,
    );
    const [event] = told;
    if (told.length !== 1 || event === undefined || !('completes' in event)) {
      throw new Error(`Completed ${told.length} times`);
    }
    return event.failure;
  }

  topology(
    source: FakeMediaSource = new FakeMediaSource(),
    options: Partial<PlaybackTopologyOptions> = {},
  ): Topology {
    this.#lastTopologyId += 1;
    return createPlaybackTopology({
      topologyId: TopologyId.parse(this.#lastTopologyId),
      source,
      presentation: source.presentation,
      label: source.locator.url,
      ...options,
    });
  }

  /** A session that plays `source` from its beginning. */
  async playing(source = new FakeMediaSource()): Promise<Topology> {
    const topology = this.topology(source);
    await this.run(this.session.setTopology(topology));
    await this.run(this.session.start());
    return topology;
  }

  /** Does what a client of a sequencer does: hands each announced segment to the session. */
  follow(sequencer: SequencerSource): void {
    this.session.events.subscribe((event) => {
      if (event.type !== 'MENewPresentation') return;
      const topology = sequencer.getMediaSourceTopology(event.segmentId);
      if (topology.ok) this.session.setTopology(topology.value);
    });
  }

  eventsOf<Type extends MediaSessionEventType>(type: Type): EventOf<Type>[] {
    return this.events.filter((event): event is EventOf<Type> => event.type === type);
  }

  get positionMs(): number | null {
    const clock = this.session.getClock();
    const time = clock.ok ? clock.value.getTime() : clock;
    return time.ok ? time.value : null;
  }

  /** "TopologySet 1", "Status ready 1", "Started" …, capabilities left out: they may come anywhere. */
  get trace(): readonly string[] {
    return this.events
      .filter((event) => event.type !== 'MESessionCapabilitiesChanged')
      .map(traceOf);
  }
}

function traceOf(event: MediaSessionEvent): string {
  const name = event.type.replace(/^ME(Session)?/, '');
  switch (event.type) {
    case 'MESessionTopologyStatus':
      return `${event.status} ${event.topology.topologyId}`;
    case 'MESessionTopologySet':
      return `${name} ${event.topology?.topologyId ?? 'none'}`;
    case 'MENewPresentation':
      return `${name} ${event.segmentId}`;
    case 'MEEndOfPresentation':
    case 'MEEndOfPresentationSegment':
      return `${name} ${event.topology.topologyId}${event.cancelled ? ' cancelled' : ''}`;
    case 'MEError':
      return `${name} ${event.failure.code}`;
    case 'MEExtendedType':
      return event.extendedType;
    default:
      return 'failure' in event && event.failure !== null ? `${name} ${event.failure.code}` : name;
  }
}
