import type { CustomScheme, Protocol } from 'electron';
import { appScheme, isAppUrl } from './appOrigin.ts';

/**
 * What the scheme may do, to be registered before the app is ready: a secure, standard origin whose
 * media can be fetched by range.
 */
export const appSchemePrivileges: CustomScheme = {
  scheme: appScheme,
  privileges: {
    standard: true,
    secure: true,
    supportFetchAPI: true,
    stream: true,
    codeCache: true,
  },
};

/** Serves `portamento://app/…` from the same web handler the headless host serves over HTTP. */
export function serveAppScheme(
  protocol: Pick<Protocol, 'handle'>,
  webHandler: (request: Request) => Promise<Response>,
): void {
  protocol.handle(appScheme, (request) =>
    isAppUrl(request.url) ? webHandler(request) : new Response(null, { status: 421 }),
  );
}
