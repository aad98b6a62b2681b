import * as z from 'zod/mini';
import {
  commands,
  type CommandInput,
  type CommandName,
  type CommandOutput,
} from '../../electron/contract/commands.ts';
import type { FileTarget, OpenOutcome } from '../../electron/contract/files.ts';
import { ClientId, type LeaseId } from '../../electron/contract/ids.ts';
import type { Outcome } from '../../electron/contract/messages.ts';
import type { AppInfo } from '../../electron/contract/settings.ts';
import { SinkFact, SinkOrder } from '../../electron/contract/sink.ts';
import { topics, type TopicName, type TopicValue } from '../../electron/contract/topics.ts';
import type { Bridge, ConnectionState, DroppedFile, OrderMessage } from './Bridge.ts';

/** One `invoke` as it was made; `input` is what the page passed. */
export interface Invocation<Name extends CommandName = CommandName> {
  readonly name: Name;
  readonly input: CommandInput<Name>;
  readonly signal: AbortSignal | undefined;
}

/** One `openFiles` as it was made. */
export interface OpenedFiles {
  readonly files: readonly DroppedFile[];
  readonly target: FileTarget;
  readonly callId: string;
  readonly signal: AbortSignal | undefined;
}

/** How a command is answered: always alike, or by what was asked. A promise keeps the page waiting. */
export type FakeAnswer<Name extends CommandName> =
  | Outcome<CommandOutput<Name>>
  | ((
      input: CommandInput<Name>,
      signal: AbortSignal | undefined,
    ) => Outcome<CommandOutput<Name>> | Promise<Outcome<CommandOutput<Name>>>);

/** What `app.getInfo` answers unless a test says otherwise. */
export const sampleAppInfo: AppInfo = {
  version: '0.1.0',
  host: 'headless',
  platform: 'linux',
  dataFolder: '~/.local/share/portamento',
  logFile: '~/.local/share/portamento/portamento.log',
  features: {
    nativeDialogs: false,
    browseFolders: true,
    uploads: true,
    tray: false,
    showFolder: false,
  },
};

type AnyAnswer = (input: unknown, signal: AbortSignal | undefined) => unknown;
type AnyListener = (value: unknown, receivedAtMs: number) => void;

/**
 * A bridge without a main behind it. It keeps the contract as the real one does: an input that does
 * not fit is answered with `ipc.invalidInput`, a topic or answer that does not fit throws in the
 * test that programmed it. A command without output succeeds unless programmed; any other that was
 * not programmed fails with `app.internal`.
 */
export class FakeBridge implements Bridge {
  /** Every command asked for, oldest first. */
  readonly invocations: Invocation[] = [];
  readonly sentFacts: { readonly leaseId: LeaseId; readonly fact: SinkFact }[] = [];
  readonly openedFiles: OpenedFiles[] = [];
  clientId = ClientId.parse('page');
  /** How often the page asked to reconnect. */
  reconnectCount = 0;

  readonly #answers = new Map<CommandName, AnyAnswer>();
  readonly #latest = new Map<TopicName, { value: unknown; receivedAtMs: number }>();
  readonly #topicListeners = new Map<TopicName, Set<AnyListener>>();
  readonly #connectionListeners = new Set<(state: ConnectionState) => void>();
  readonly #orderListeners = new Set<(message: OrderMessage) => void>();
  #connectionState: ConnectionState = 'open';
  #openAnswer: Outcome<OpenOutcome> | Promise<Outcome<OpenOutcome>> | undefined;

  constructor() {
    this.answer('app.getInfo', { ok: true, value: sampleAppInfo });
    this.answer('queue.page', ({ offset }) => ({
      ok: true,
      value: { revision: 0, count: 0, offset, rows: [] },
    }));
  }

  /** Answers `name` with `answer` from now on. */
  answer<Name extends CommandName>(name: Name, answer: FakeAnswer<Name>): void {
    const respond = typeof answer === 'function' ? answer : () => answer;
    // The map is keyed by name and `invoke` hands on only inputs that fit that name's schema.
    this.#answers.set(name, respond as AnyAnswer);
  }

  /** Answers `openFiles` from then on; unless called, every file counts as added. */
  answerOpenFiles(answer: Outcome<OpenOutcome> | Promise<Outcome<OpenOutcome>>): void {
    this.#openAnswer = answer;
  }

  /** Tells a topic as main would. */
  emit<Name extends TopicName>(
    name: Name,
    value: TopicValue<Name>,
    receivedAtMs: number = performance.now(),
  ): void {
    z.parse(topics[name], value);
    this.#latest.set(name, { value, receivedAtMs });
    for (const listener of [...(this.#topicListeners.get(name) ?? [])]) {
      listener(value, receivedAtMs);
    }
  }

  setConnectionState(state: ConnectionState): void {
    this.#connectionState = state;
    for (const listener of [...this.#connectionListeners]) listener(state);
  }

  /** Sends an order to the page's sink. */
  order(leaseId: LeaseId, order: SinkOrder): void {
    z.parse(SinkOrder, order);
    for (const listener of [...this.#orderListeners]) listener({ leaseId, order });
  }

  /** The invocations of one command, oldest first. */
  invocationsOf<Name extends CommandName>(name: Name): readonly Invocation<Name>[] {
    return this.invocations.filter(
      (invocation): invocation is Invocation<Name> => invocation.name === name,
    );
  }

  /** How many listeners the page left here; 0 when everything was unmounted properly. */
  get listenerCount(): number {
    let count = this.#connectionListeners.size + this.#orderListeners.size;
    for (const listeners of this.#topicListeners.values()) count += listeners.size;
    return count;
  }

  async invoke<Name extends CommandName>(
    name: Name,
    input: CommandInput<Name>,
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<Outcome<CommandOutput<Name>>> {
    const { signal } = options;
    this.invocations.push({ name, input, signal });
    if (signal?.aborted === true) return { ok: false, error: { code: 'app.cancelled' } };
    if (!z.safeParse(commands[name].input, input).success) {
      return { ok: false, error: { code: 'ipc.invalidInput', details: name } };
    }
    const answered = Promise.resolve(this.#respond(name, input, signal));
    const outcome = await Promise.race([answered, abortOf(signal)]);
    // `answer` stored a responder of this very command; its value is checked against the schema below.
    const typed = outcome as Outcome<CommandOutput<Name>>;
    if (typed.ok) z.parse(commands[name].output, typed.value);
    return typed;
  }

  subscribe<Name extends TopicName>(
    name: Name,
    listener: (value: TopicValue<Name>, receivedAtMs: number) => void,
  ): () => void {
    const listeners = this.#topicListeners.get(name) ?? new Set();
    this.#topicListeners.set(name, listeners);
    // Values of a topic reach only listeners of that topic, and `emit` checked them.
    const own: AnyListener = (value, receivedAtMs) =>
      listener(value as TopicValue<Name>, receivedAtMs);
    listeners.add(own);
    const latest = this.#latest.get(name);
    if (latest !== undefined) own(latest.value, latest.receivedAtMs);
    return () => void listeners.delete(own);
  }

  get connectionState(): ConnectionState {
    return this.#connectionState;
  }

  subscribeConnection(listener: (state: ConnectionState) => void): () => void {
    this.#connectionListeners.add(listener);
    return () => void this.#connectionListeners.delete(listener);
  }

  subscribeOrders(listener: (message: OrderMessage) => void): () => void {
    this.#orderListeners.add(listener);
    return () => void this.#orderListeners.delete(listener);
  }

  sendFact(leaseId: LeaseId, fact: SinkFact): void {
    z.parse(SinkFact, fact);
    this.sentFacts.push({ leaseId, fact });
  }

  reconnect(): void {
    this.reconnectCount += 1;
  }

  openFiles(
    files: readonly DroppedFile[],
    target: FileTarget,
    options: { readonly callId: string; readonly signal?: AbortSignal },
  ): Promise<Outcome<OpenOutcome>> {
    this.openedFiles.push({ files, target, callId: options.callId, signal: options.signal });
    const all = { addedCount: files.length, ignoredCount: 0, failures: [], failedCount: 0 };
    return Promise.resolve(this.#openAnswer ?? { ok: true, value: all });
  }

  #respond(name: CommandName, input: unknown, signal: AbortSignal | undefined): unknown {
    const respond = this.#answers.get(name);
    if (respond !== undefined) return respond(input, signal);
    if (z.safeParse(commands[name].output, undefined).success)
      return { ok: true, value: undefined };
    return {
      ok: false,
      error: { code: 'app.internal', details: `FakeBridge has no answer for ${name}` },
    };
  }
}

function abortOf(signal: AbortSignal | undefined): Promise<Outcome<never>> {
  return new Promise((resolve) => {
    signal?.addEventListener(
      'abort',
      () => resolve({ ok: false, error: { code: 'app.cancelled' } }),
      { once: true },
    );
  });
}
