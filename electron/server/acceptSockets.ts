import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { parse as parseCookies } from 'hono/utils/cookie';
import { WebSocketServer } from 'ws';
import type { MonotonicClock } from '../base/MonotonicClock.ts';
import type { Port } from '../base/Port.ts';
import type { BrowserSessions } from './BrowserSessions.ts';
import type { RequestPolicy } from './RequestPolicy.ts';
import { maximumMessageBytes, WebSocketPort } from './WebSocketPort.ts';

/** The path pages open their WebSocket at. */
export const socketPath = '/socket';
/** Close code for a page whose browser is not signed in; it stops trying and shows the way. */
export const signInNeededCode = 4401;

export interface AcceptSocketsOptions {
  readonly policy: () => RequestPolicy;
  readonly sessions: BrowserSessions;
  readonly clock: MonotonicClock;
  readonly maximumSockets: number;
  readonly onConnect: (port: Port) => void;
}

/**
 * Takes the WebSockets of our own pages. A foreign page is refused before the handshake; our own
 * without a session after it, because a browser tells a page nothing of a handshake that failed.
 *
 * @returns ends every WebSocket that is open
 */
export function acceptSockets(server: Server, options: AcceptSocketsOptions): Disposable {
  const { policy, sessions, clock, maximumSockets, onConnect } = options;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maximumMessageBytes,
    perMessageDeflate: false,
  });

  const refusalOf = ({ headers, method, url }: IncomingMessage): number | null => {
    if (!policy().isForUs(headers)) return 421;
    if (!policy().isFromOurPage(headers) || policy().isFromForeignPage(headers)) return 403;
    if (method !== 'GET' || url !== socketPath) return 404;
    return sockets.clients.size >= maximumSockets ? 503 : null;
  };

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    const refusal = refusalOf(request);
    if (refusal !== null) {
      refuse(stream, refusal);
      return;
    }
    const cookies = parseCookies(request.headers.cookie ?? '', sessions.cookieName);
    const secret = cookies[sessions.cookieName];
    const isSignedIn = secret !== undefined && sessions.has(secret);
    sockets.handleUpgrade(request, stream, head, (socket) => {
      if (isSignedIn) {
        onConnect(new WebSocketPort(socket, clock));
      } else {
        socket.on('error', () => undefined);
        socket.close(signInNeededCode);
      }
    });
  });

  return {
    [Symbol.dispose]() {
      for (const socket of sockets.clients) socket.terminate();
    },
  };
}

function refuse(stream: Duplex, status: number): void {
  stream.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`,
  );
}
