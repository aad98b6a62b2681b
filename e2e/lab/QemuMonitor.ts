import { LineSocket } from './LineSocket.ts';

const patienceMs = 30_000;

/** What QMP says in a line: a greeting, an answer or an event. */
interface QmpMessage {
  readonly return?: unknown;
  readonly error?: { readonly desc: string };
  readonly event?: string;
}

/** Commands QEMU in its QMP protocol, with a connection for each command. */
export class QemuMonitor {
  readonly #socketPath: string;

  constructor(socketPath: string) {
    this.#socketPath = socketPath;
  }

  /** @returns what QEMU answers, once the event named `awaited` has come, too */
  async execute(
    command: string,
    commandArguments: Readonly<Record<string, unknown>> = {},
    awaited?: string,
  ): Promise<unknown> {
    using socket = await LineSocket.connect(this.#socketPath);
    await greet(socket);
    return await answerTo(socket, command, commandArguments, awaited);
  }

  /** Ends QEMU. Resolves when it has hung up. */
  async quit(): Promise<void> {
    using socket = await LineSocket.connect(this.#socketPath);
    await greet(socket);
    socket.write(JSON.stringify({ execute: 'quit' }));
    await socket.hungUp(patienceMs);
  }
}

async function greet(socket: LineSocket): Promise<void> {
  await nextMessage(socket);
  await answerTo(socket, 'qmp_capabilities', {});
}

async function answerTo(
  socket: LineSocket,
  command: string,
  commandArguments: Readonly<Record<string, unknown>>,
  awaited?: string,
): Promise<unknown> {
  socket.write(JSON.stringify({ execute: command, arguments: commandArguments }));
  let answer: QmpMessage | undefined;
  let hasEventCome = awaited === undefined;
  while (answer === undefined || !hasEventCome) {
    const message = await nextMessage(socket);
    if (message.error !== undefined) throw new Error(`${command}: ${message.error.desc}`);
    if (message.event === undefined) answer = message;
    else hasEventCome ||= message.event === awaited;
  }
  return answer.return;
}

async function nextMessage(socket: LineSocket): Promise<QmpMessage> {
  return JSON.parse(await socket.read(patienceMs)) as QmpMessage;
}
