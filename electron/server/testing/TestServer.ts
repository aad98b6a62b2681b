import { mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger, type Logger } from '../../base/Logger.ts';
import type { Port } from '../../base/Port.ts';
import { FakeMonotonicClock } from '../../base/testing/FakeMonotonicClock.ts';
import type { WebHandler } from '../../files/createWebHandler.ts';
import { BrowserSessions } from '../BrowserSessions.ts';
import { checkListenAddress, type ListenAddressOptions } from '../ListenAddress.ts';
import type { ServerLimits } from '../serverLimits.ts';
import { startServer, type RunningServer } from '../startServer.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface AskOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface TestServerOptions {
  readonly address?: Partial<ListenAddressOptions>;
  readonly limits?: Partial<ServerLimits>;
  readonly webHandler?: WebHandler;
  readonly logger?: Logger;
  /** Keep the sessions of an earlier server. */
  readonly sessionPath?: string;
}

/** A server that really listens, on 127.0.0.1 and at a free port, and a way to ask it anything. */
export class TestServer implements AsyncDisposable {
  readonly clock: FakeMonotonicClock;
  readonly running: RunningServer;
  readonly sessions: BrowserSessions;
  /** The pages that connected. */
  readonly ports: Port[];
  /** What got through to the web handler: `GET /path`. */
  readonly handled: string[];
  readonly #folder: string;

  private constructor(parts: {
    clock: FakeMonotonicClock;
    running: RunningServer;
    sessions: BrowserSessions;
    ports: Port[];
    handled: string[];
    folder: string;
  }) {
    this.clock = parts.clock;
    this.running = parts.running;
    this.sessions = parts.sessions;
    this.ports = parts.ports;
    this.handled = parts.handled;
    this.#folder = parts.folder;
  }

  static async start(options: TestServerOptions = {}): Promise<TestServer> {
    const clock = new FakeMonotonicClock();
    const folder = await mkdtemp(join(tmpdir(), 'portamento-server-'));
    const path = options.sessionPath ?? join(folder, 'sessions.json');
    const sessions = await BrowserSessions.open({ path, logger: silentLogger });
    const ports: Port[] = [];
    const handled: string[] = [];
    const address = checkListenAddress({
      host: '127.0.0.1',
      port: 0,
      behindTlsProxy: false,
      names: [],
      ...options.address,
    });
    if (!address.ok) throw new Error(address.error.code);
    const answer = options.webHandler ?? (() => Promise.resolve(new Response('handled')));
    const started = await startServer({
      logger: options.logger ?? silentLogger,
      address: address.value,
      sessions,
      clock,
      webHandler: (request) => {
        handled.push(`${request.method} ${new URL(request.url).pathname}`);
        return answer(request);
      },
      onConnect: (port) => ports.push(port),
      ...(options.limits === undefined ? {} : { limits: options.limits }),
    });
    if (!started.ok) throw new Error(started.error.code);
    return new TestServer({ clock, running: started.value, sessions, ports, handled, folder });
  }

  get port(): number {
    return this.running.port;
  }

  /** The path and query of a new sign-in link. */
  newLink(): string {
    const { pathname, search } = new URL(this.running.createSignInLink());
    return `${pathname}${search}`;
  }

  /** Signs a browser in. @returns its `Cookie` header */
  async signIn(): Promise<string> {
    return `${this.sessions.cookieName}=${await this.sessions.create()}`;
  }

  /** Asks for `path` exactly as it is written; no redirect is followed. */
  ask(path: string, options: AskOptions = {}): Promise<Answer> {
    const { method = 'GET', headers = {}, body } = options;
    return new Promise((resolve, reject) => {
      const request = httpRequest(
        { host: '127.0.0.1', port: this.port, path, method, headers, agent: false },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => (text += chunk));
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
          );
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const port of this.ports) port[Symbol.dispose]();
    await this.running[Symbol.asyncDispose]();
    await rm(this.#folder, { recursive: true });
  }
}
