import { createServer, type Server, type ServerOptions } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Logger } from '../base/Logger.ts';
import type { MonotonicClock } from '../base/MonotonicClock.ts';
import type { Port } from '../base/Port.ts';
import { err, ok, type Result } from '../base/Result.ts';
import type { WebHandler } from '../files/createWebHandler.ts';
import { acceptSockets } from './acceptSockets.ts';
import type { BrowserSessions } from './BrowserSessions.ts';
import { createHttpApp, signInPath } from './createHttpApp.ts';
import type { ListenAddress } from './ListenAddress.ts';
import { OpenAnswers } from './OpenAnswers.ts';
import { RequestPolicy } from './RequestPolicy.ts';
import { defaultServerLimits, type ServerLimits } from './serverLimits.ts';
import { SignInTokens } from './SignInTokens.ts';

export interface StartServerOptions {
  readonly address: ListenAddress;
  readonly sessions: BrowserSessions;
  readonly webHandler: WebHandler;
  /** Called with every page that connects: `Router.connect`. */
  readonly onConnect: (port: Port) => void;
  readonly clock: MonotonicClock;
  readonly logger: Logger;
  readonly limits?: Partial<ServerLimits>;
}

export interface RunningServer extends AsyncDisposable {
  readonly port: number;
  /** What browsers call it: `http://127.0.0.1:7349`. */
  readonly origin: string;
  /** A new address that signs one browser in, once. @param onUsed called when it has */
  createSignInLink(onUsed?: () => void): string;
  /**
   * Takes no more, lets what a page is loading come to its end (`OpenAnswers`), ends every connection,
   * and settles when the port is free.
   */
  [Symbol.asyncDispose](): Promise<void>;
}

export type StartServerFailure =
  | { readonly code: 'portInUse' }
  | { readonly code: 'addressNotAvailable' }
  | { readonly code: 'permissionDenied' }
  | { readonly code: 'badCertificate' };

/** Serves pages over HTTP and WebSocket, to browsers that were given a sign-in link. */
export async function startServer(
  options: StartServerOptions,
): Promise<Result<RunningServer, StartServerFailure>> {
  const { address, sessions, webHandler, onConnect, clock, logger } = options;
  const limits = { ...defaultServerLimits, ...options.limits };
  const tokens = new SignInTokens(clock);
  // Requests come only after listening has begun, which is when the port is known.
  let policy = new RequestPolicy(address, address.port);
  const app = createHttpApp({ policy: () => policy, sessions, tokens, webHandler, limits, logger });
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const made = makeServer(address, limits);
  if (!made.ok) return made;
  const server = made.value;
  const openAnswers = new OpenAnswers(server);
  server.on('request', (incoming, outgoing) => void listener(incoming, outgoing));
  const sockets = acceptSockets(server, {
    policy: () => policy,
    sessions,
    clock,
    maximumSockets: limits.sockets,
    onConnect,
  });

  const listening = await listen(server, address, logger);
  if (!listening.ok) return listening;
  const port = listening.value;
  policy = new RequestPolicy(address, port);
  return ok({
    port,
    origin: policy.origin,
    createSignInLink: (onUsed) => `${policy.origin}${signInPath}?token=${tokens.issue(onUsed)}`,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      sockets[Symbol.dispose]();
      await openAnswers.end(clock);
      server.closeAllConnections();
      await closed;
    },
  });
}

function makeServer(
  { tls }: ListenAddress,
  limits: ServerLimits,
): Result<Server, StartServerFailure> {
  const serverOptions: ServerOptions = {
    connectionsCheckingInterval: limits.checkIntervalMs,
    headersTimeout: limits.headersTimeoutMs,
    keepAliveTimeout: limits.keepAliveMs,
    maxHeaderSize: limits.headerBytes,
    // An upload may take as long as it likes while bytes arrive; see `uploadIdleMs`.
    requestTimeout: 0,
  };
  try {
    const server =
      tls === null
        ? createServer(serverOptions)
        : createTlsServer({ ...serverOptions, cert: tls.certificate, key: tls.key });
    server.maxConnections = limits.connections;
    return ok(server);
  } catch {
    // OpenSSL's reader of certificates and keys is all that can throw here.
    return err({ code: 'badCertificate' });
  }
}

/** @returns the port */
function listen(
  server: Server,
  { host, port }: ListenAddress,
  logger: Logger,
): Promise<Result<number, StartServerFailure>> {
  return new Promise((resolve, reject) => {
    // Stays: an error while listening (no more file handles) must not end the program.
    server.on('error', (error: NodeJS.ErrnoException) => {
      logger.error('The server failed', { error });
      const failure = listenFailures[error.code ?? ''];
      if (failure === undefined) reject(error);
      else resolve(err({ code: failure }));
    });
    server.listen({ host, port }, () => {
      // A server that listens at a port has an address with one.
      resolve(ok((server.address() as AddressInfo).port));
    });
  });
}

const listenFailures: Readonly<Record<string, StartServerFailure['code']>> = {
  EACCES: 'permissionDenied',
  EADDRINUSE: 'portInUse',
  EADDRNOTAVAIL: 'addressNotAvailable',
  // A kernel without IPv6 knows no such address.
  EAFNOSUPPORT: 'addressNotAvailable',
};
