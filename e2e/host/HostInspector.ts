import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import type { PortamentoHost } from './PortamentoHost.ts';

/** What a host must be created with so that it can be inspected. */
export const inspectedArguments = ['--inspect=127.0.0.1:0'] as const;

interface Answer {
  readonly id?: number;
  readonly result?: unknown;
}

/** Looks into the process of a running host through Node's inspector. */
export class HostInspector implements Disposable {
  readonly #socket: WebSocket;
  readonly #processId: number;
  /** Calls without an answer, by their number. */
  readonly #pending = new Map<number, PromiseWithResolvers<unknown>>();
  #callCount = 0;

  private constructor(socket: WebSocket, processId: number) {
    this.#socket = socket;
    this.#processId = processId;
    socket.addEventListener('message', ({ data }) => {
      const { id = 0, result } = JSON.parse(String(data)) as Answer;
      this.#pending.get(id)?.resolve(result);
      this.#pending.delete(id);
    });
    socket.addEventListener('close', () => {
      for (const { reject } of this.#pending.values()) reject(new Error('The host has ended'));
    });
  }

  /** @param host started, with `inspectedArguments` */
  static async attach(host: PortamentoHost): Promise<HostInspector> {
    const [address] = /ws:\/\/127\.0\.0\.1:\S+/.exec(host.output) ?? [];
    if (address === undefined) throw new Error(`The host has no inspector:\n${host.output}`);
    const socket = new WebSocket(address);
    await once(socket, 'open');
    return new HostInspector(socket, host.processId);
  }

  /** What the main thread's JavaScript still refers to, after everything else was collected. */
  async heapBytes(): Promise<number> {
    await this.#call('HeapProfiler.collectGarbage');
    const { usedSize } = (await this.#call('Runtime.getHeapUsage')) as {
      readonly usedSize: number;
    };
    return usedSize;
  }

  /** What an expression gives in the main thread, as JSON; `undefined` also for one that throws. */
  async evaluate(expression: string): Promise<unknown> {
    const answer = await this.#call('Runtime.evaluate', { expression, returnByValue: true });
    const { result } = answer as { readonly result: { readonly value?: unknown } };
    return result.value;
  }

  /** Files, sockets and pipes the process holds open, all threads together. Linux only. */
  openFileCount(): number {
    return readdirSync(`/proc/${this.#processId}/fd`).length;
  }

  [Symbol.dispose](): void {
    this.#socket.close();
  }

  #call(method: string, params: object = {}): Promise<unknown> {
    const id = ++this.#callCount;
    const answer = Promise.withResolvers<unknown>();
    this.#pending.set(id, answer);
    this.#socket.send(JSON.stringify({ id, method, params }));
    return answer.promise;
  }
}
