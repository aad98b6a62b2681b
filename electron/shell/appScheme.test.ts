import type { Protocol } from 'electron';
import { describe, expect, it } from 'vitest';
import { appSchemePrivileges, serveAppScheme } from './appScheme.ts';
import { standInFor } from './testing/FakeElectron.ts';

function handlerOf(webHandler: (request: Request) => Promise<Response>) {
  const handlers = new Map<string, (request: Request) => Promise<Response> | Response>();
  serveAppScheme(standInFor<Protocol>({ handle: handlers.set.bind(handlers) }), webHandler);
  return handlers.get('portamento');
}

describe('appScheme', () => {
  it('is a secure standard origin that streams', () => {
    expect(appSchemePrivileges).toMatchObject({
      scheme: 'portamento',
      privileges: { standard: true, secure: true, stream: true },
    });
    expect(appSchemePrivileges.privileges).not.toHaveProperty('bypassCSP');
  });

  it('hands requests on with their headers and gives the answer back untouched', async () => {
    const seen: Request[] = [];
    const handler = handlerOf(async (request) => {
      seen.push(request);
      return Promise.resolve(new Response('part', { status: 206 }));
    });
    const response = await handler?.(
      new Request('portamento://app/media/abc', { headers: { range: 'bytes=4-7' } }),
    );
    expect(seen[0]?.headers.get('range')).toBe('bytes=4-7');
    expect(response?.status).toBe(206);
    expect(await response?.text()).toBe('part');
  });

  it('answers for no other host of the scheme', async () => {
    const handler = handlerOf(() => expect.unreachable());
    expect((await handler?.(new Request('portamento://other/')))?.status).toBe(421);
  });
});
