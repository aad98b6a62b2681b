import type { HttpBindings } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Logger } from '../base/Logger.ts';
import type { WebHandler } from '../files/createWebHandler.ts';
import { sessionLifetimeDays, type BrowserSessions } from './BrowserSessions.ts';
import { enterPage, enterPageHeaders } from './enterPage.ts';
import type { RequestPolicy } from './RequestPolicy.ts';
import type { ServerLimits } from './serverLimits.ts';
import { signInPage, signInPageHeaders } from './signInPage.ts';
import type { SignInTokens } from './SignInTokens.ts';

export interface HttpAppOptions {
  readonly policy: () => RequestPolicy;
  readonly sessions: BrowserSessions;
  readonly tokens: SignInTokens;
  /** Serves the page, its media and its uploads to who is signed in. */
  readonly webHandler: WebHandler;
  readonly limits: ServerLimits;
  readonly logger: Logger;
}

interface Environment {
  readonly Bindings: HttpBindings;
}

/** The path of sign-in links, the only one that is open to strangers. */
export const signInPath = '/sign-in';

const readingMethods = ['GET', 'HEAD'];

/**
 * Everything that is asked over HTTP. Who may ask is decided here, in this order: the right name, a
 * method we have, our own page, a browser that is signed in. What is answered is the web handler's.
 */
export function createHttpApp(options: HttpAppOptions): Hono<Environment> {
  const { policy, sessions, tokens, webHandler, limits, logger } = options;
  const app = new Hono<Environment>();

  app.use(async (context, next) => {
    const { incoming } = context.env;
    if (!policy().isForUs(incoming.headers)) return refuse(context, 421);
    const isReading = readingMethods.includes(incoming.method ?? '');
    if (!isReading && incoming.method !== 'PUT') {
      context.header('allow', [...readingMethods, 'PUT'].join(', '));
      return refuse(context, 405);
    }
    if (policy().isFromForeignPage(incoming.headers)) return refuse(context, 403);
    if (!isReading && !policy().isFromOurPage(incoming.headers)) return refuse(context, 403);
    if (isReading && hasBody(context)) return refuse(context, 413);
    return next();
  });

  app.get(signInPath, async (context) => {
    const token = context.req.query('token');
    const isRedeemed =
      context.env.incoming.method === 'GET' && token !== undefined && tokens.redeem(token);
    if (isRedeemed) {
      setCookie(context, sessions.cookieName, await sessions.create(), {
        httpOnly: true,
        maxAge: sessionLifetimeDays * 24 * 60 * 60,
        path: '/',
        sameSite: 'Strict',
        secure: true,
      });
    } else if (!isSignedIn(context, sessions)) {
      return askToSignIn(context);
    }
    if (policy().isFollowedFromElsewhere(context.env.incoming.headers)) {
      return context.body(enterPage, 200, enterPageHeaders);
    }
    context.header('cache-control', 'no-store');
    context.header('referrer-policy', 'no-referrer');
    return context.redirect('/', 303);
  });

  app.use(async (context, next) => {
    if (!isSignedIn(context, sessions)) return askToSignIn(context);
    if (context.env.incoming.method === 'PUT') endWhenIdle(context, limits.uploadIdleMs);
    return next();
  });

  app.all('*', (context) => webHandler(context.req.raw));

  app.onError((error, context) => {
    logger.error('A request failed unexpectedly', { error });
    return refuse(context, 500);
  });
  return app;
}

function isSignedIn(context: Context<Environment>, sessions: BrowserSessions): boolean {
  const secret = getCookie(context, sessions.cookieName);
  return secret !== undefined && sessions.has(secret);
}

function askToSignIn(context: Context<Environment>): Response {
  const wantsPage = context.req.header('accept')?.includes('text/html') === true;
  if (!wantsPage) return refuse(context, 401);
  closeAfterwards(context);
  return context.body(signInPage(context.req.header('accept-language')), 401, signInPageHeaders);
}

function refuse(
  context: Context<Environment>,
  status: 401 | 403 | 405 | 413 | 421 | 500,
): Response {
  closeAfterwards(context);
  context.header('cache-control', 'no-store');
  context.header('cross-origin-resource-policy', 'same-origin');
  context.header('x-content-type-options', 'nosniff');
  return context.body(null, status);
}

/** Whoever is refused with a body under way does not get to keep us reading it. */
function closeAfterwards(context: Context<Environment>): void {
  if (hasBody(context)) context.header('connection', 'close');
}

function hasBody(context: Context<Environment>): boolean {
  const { headers } = context.env.incoming;
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) !== 0;
}

function endWhenIdle(context: Context<Environment>, idleMs: number): void {
  const { incoming, outgoing } = context.env;
  incoming.setTimeout(idleMs, () => incoming.destroy());
  outgoing.once('close', () => incoming.setTimeout(0));
}
