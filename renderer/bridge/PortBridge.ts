import type { CommandInput, CommandName, CommandOutput } from '../../electron/contract/commands.ts';
import type { ErrorCode } from '../../electron/contract/errors.ts';
import {
  CallId,
  type ClientId,
  type LeaseId,
  type ResumeToken,
} from '../../electron/contract/ids.ts';
import {
  protocolVersion,
  ServerMessage,
  type ClientMessage,
  type Outcome,
} from '../../electron/contract/messages.ts';
import type { SinkFact } from '../../electron/contract/sink.ts';
import type { TopicName, TopicValue } from '../../electron/contract/topics.ts';
import type { Bridge, ConnectionState, OrderMessage } from './Bridge.ts';
import type { FileOpener, FileOpenerBridge } from './FileOpener.ts';
import { LatencyEstimate } from './LatencyEstimate.ts';
import { ListenerSet } from './ListenerSet.ts';
import type { PageClock } from './PageClock.ts';
import type { PagePort, PagePortEvent } from './PagePort.ts';

/** Time between two pings; a connection that has not answered one when the next is due is given up. */
export const pingIntervalMs = 10_000;

/** `otherVersion`: main needs another page than this one. `asked`: somebody wants it, to sign in for example. */
export type ReloadReason = 'otherVersion' | 'asked';

export interface PortBridgeOptions {
  readonly port: PagePort;
  readonly clock: PageClock;
  readonly makeFileOpener: (bridge: FileOpenerBridge) => FileOpener;
  /** Loads the page anew. @returns `false`, and does not, when it was in vain for that reason before */
  readonly reload: (reason: ReloadReason) => boolean;
}

interface PendingCall {
  readonly message: Extract<ClientMessage, { kind: 'invoke' }>;
  readonly settle: (outcome: Outcome<unknown>) => void;
}

interface TopicMirror {
  readonly listeners: ListenerSet<[value: unknown, receivedAtMs: number]>;
  latest?: { readonly revision: number; readonly value: unknown; readonly receivedAtMs: number };
}

/**
 * The typed client over whatever carries messages. Calls made while the page connects for the first
 * time wait; later ones fail with `ipc.disconnected` while the connection is lost, as do those it
 * left unanswered. Topics, once asked for, stay asked for and come again after a reconnection.
 */
export class PortBridge implements Bridge {
  readonly openFiles: Bridge['openFiles'];
  readonly #port: PagePort;
  readonly #clock: PageClock;
  readonly #reload: PortBridgeOptions['reload'];
  readonly #pending = new Map<CallId, PendingCall>();
  readonly #topics = new Map<TopicName, TopicMirror>();
  readonly #connectionListeners = new ListenerSet<[ConnectionState]>();
  readonly #orderListeners = new ListenerSet<[OrderMessage]>();
  readonly #latency = new LatencyEstimate();
  #state: ConnectionState = 'connecting';
  #clientId: ClientId | null = null;
  #resumeToken: ResumeToken | undefined;
  #callCount = 0;
  #isGreeted = false;
  #subscribing = false;
  #unansweredPing: { readonly pingId: number; readonly sentAtMs: number } | undefined;
  #pingCount = 0;
  #stopPings: () => void = () => undefined;

  constructor(options: PortBridgeOptions) {
    this.#port = options.port;
    this.#clock = options.clock;
    this.#reload = options.reload;
    const opener = options.makeFileOpener(this);
    this.openFiles = (...request) => opener.openFiles(...request);
    this.#port.start((event) => this.#handle(event));
  }

  get connectionState(): ConnectionState {
    return this.#state;
  }

  get clientId(): ClientId | null {
    return this.#clientId;
  }

  subscribeConnection(listener: (state: ConnectionState) => void): () => void {
    return this.#connectionListeners.add(listener);
  }

  subscribeOrders(listener: (message: OrderMessage) => void): () => void {
    return this.#orderListeners.add(listener);
  }

  sendFact(leaseId: LeaseId, fact: SinkFact): void {
    if (this.#state === 'open') this.#port.send({ kind: 'fact', leaseId, fact });
  }

  reconnect(): void {
    if (this.#state === 'refused' || this.#state === 'outdated') this.#reload('asked');
    else this.#port.reconnect();
  }

  invoke<Name extends CommandName>(
    name: Name,
    input: CommandInput<Name>,
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<Outcome<CommandOutput<Name>>> {
    const { signal } = options;
    if (signal?.aborted === true) return Promise.resolve(failure('app.cancelled'));
    if (this.#state !== 'open' && this.#state !== 'connecting') {
      return Promise.resolve(failure('ipc.disconnected'));
    }
    const callId = CallId.parse(`c${++this.#callCount}`);
    return new Promise((resolve) => {
      const onAbort = () => {
        if (this.#state === 'open') this.#port.send({ kind: 'cancel', callId });
        settle(failure('app.cancelled'));
      };
      const settle = (outcome: Outcome<unknown>) => {
        this.#pending.delete(callId);
        signal?.removeEventListener('abort', onAbort);
        // Main answers a command with that command's output, or with an error.
        resolve(outcome as Outcome<CommandOutput<Name>>);
      };
      signal?.addEventListener('abort', onAbort);
      const call: PendingCall = { message: { kind: 'invoke', callId, name, input }, settle };
      this.#pending.set(callId, call);
      if (this.#state === 'open') this.#port.send(call.message);
    });
  }

  subscribe<Name extends TopicName>(
    name: Name,
    listener: (value: TopicValue<Name>, receivedAtMs: number) => void,
  ): () => void {
    let mirror = this.#topics.get(name);
    if (mirror === undefined) {
      mirror = { listeners: new ListenerSet() };
      this.#topics.set(name, mirror);
      this.#subscribeSoon();
    }
    // Main tells under a topic's name only values of that topic.
    const own = (value: unknown, receivedAtMs: number) =>
      listener(value as TopicValue<Name>, receivedAtMs);
    const end = mirror.listeners.add(own);
    if (mirror.latest !== undefined) own(mirror.latest.value, mirror.latest.receivedAtMs);
    return end;
  }

  #handle(event: PagePortEvent): void {
    switch (event.kind) {
      case 'opened':
        this.#greet();
        break;
      case 'message': {
        const parsed = ServerMessage.safeParse(event.message);
        if (parsed.success) this.#receive(parsed.data);
        break;
      }
      case 'lost':
        // Main hangs up on a page of another version; that is not what is to be told.
        this.#leave(this.#state === 'outdated' ? 'outdated' : 'lost');
        break;
      case 'refused':
        this.#leave('refused');
        break;
    }
  }

  #receive(message: ServerMessage): void {
    switch (message.kind) {
      case 'welcome':
        this.#enter(message);
        break;
      case 'reply': {
        const { result } = message;
        const settle = this.#pending.get(message.callId)?.settle;
        settle?.(result.ok ? { ok: true, value: result.value } : result);
        break;
      }
      case 'topic':
        this.#receiveTopic(message);
        break;
      case 'order':
        this.#orderListeners.tell({ leaseId: message.leaseId, order: message.order });
        break;
      case 'pong':
        if (this.#unansweredPing?.pingId !== message.pingId) break;
        this.#latency.add(this.#clock.nowMs() - this.#unansweredPing.sentAtMs);
        this.#unansweredPing = undefined;
        break;
    }
  }

  /**
   * Says that it was here before, since main has kept what belongs to this page, its dropped files above all; and
   * what it wants to hear, which main tells right after its welcome.
   */
  #greet(): void {
    const resumeToken = this.#resumeToken;
    const previous = resumeToken === undefined ? {} : { resumeToken };
    this.#port.send({ kind: 'hello', protocolVersion, ...previous });
    this.#isGreeted = true;
    if (this.#topics.size > 0) this.#askForTopics();
  }

  #askForTopics(): void {
    this.#port.send({ kind: 'subscribe', topics: [...this.#topics.keys()] });
  }

  #enter(welcome: Extract<ServerMessage, { kind: 'welcome' }>): void {
    if (welcome.protocolVersion !== protocolVersion) {
      if (!this.#reload('otherVersion')) this.#leave('outdated');
      return;
    }
    this.#clientId = welcome.clientId;
    this.#resumeToken = welcome.resumeToken;
    // Main counts revisions anew after it was restarted; what it told before stays until then.
    for (const mirror of this.#topics.values()) {
      if (mirror.latest !== undefined) mirror.latest = { ...mirror.latest, revision: -1 };
    }
    this.#latency.reset();
    for (const call of this.#pending.values()) this.#port.send(call.message);
    this.#ping();
    this.#setState('open');
  }

  #leave(state: 'lost' | 'refused' | 'outdated'): void {
    this.#stopPings();
    this.#unansweredPing = undefined;
    this.#isGreeted = false;
    this.#setState(state);
    for (const call of [...this.#pending.values()]) call.settle(failure('ipc.disconnected'));
  }

  #receiveTopic(message: Extract<ServerMessage, { kind: 'topic' }>): void {
    const mirror = this.#mirrorNamed(message.name);
    if (mirror === undefined) return;
    const { revision, value } = message;
    if (mirror.latest !== undefined && revision < mirror.latest.revision) return;
    const receivedAtMs = this.#clock.nowMs() - this.#latency.oneWayMs;
    mirror.latest = { revision, value, receivedAtMs };
    mirror.listeners.tell(value, receivedAtMs);
  }

  #mirrorNamed(name: string): TopicMirror | undefined {
    for (const [known, mirror] of this.#topics) if (known === name) return mirror;
    return undefined;
  }

  /** Asks once for what a whole render subscribes to. */
  #subscribeSoon(): void {
    if (this.#subscribing) return;
    this.#subscribing = true;
    queueMicrotask(() => {
      this.#subscribing = false;
      if (this.#isGreeted) this.#askForTopics();
    });
  }

  #ping(): void {
    if (this.#unansweredPing !== undefined) {
      this.#port.reconnect();
      return;
    }
    const pingId = ++this.#pingCount;
    this.#unansweredPing = { pingId, sentAtMs: this.#clock.nowMs() };
    this.#port.send({ kind: 'ping', pingId });
    this.#stopPings = this.#clock.setTimer(pingIntervalMs, () => this.#ping());
  }

  #setState(state: ConnectionState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#connectionListeners.tell(state);
  }
}

function failure(code: ErrorCode): Outcome<never> {
  return { ok: false, error: { code } };
}
