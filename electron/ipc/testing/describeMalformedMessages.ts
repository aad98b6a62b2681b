import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandNames, commands } from '../../contract/commands.ts';
import type { CapturingServices } from './CapturingServices.ts';
import { nearlyValidInput } from './contractArbitraries.ts';
import type { PageClient } from './PageClient.ts';

export interface MalformedMessagesOptions {
  /** Connects a page that has not greeted yet. */
  readonly connect: () => Promise<PageClient>;
  /** What the router of the running test calls. */
  readonly services: () => CapturingServices;
  /** How many malformed inputs each command is thrown. */
  readonly runCount: number;
}

/** What a router does with what no page of ours would send; part of `describeRouter`. */
export function describeMalformedMessages({
  connect,
  services,
  runCount,
}: MalformedMessagesOptions): void {
  describe('malformed messages', () => {
    test.each(commandNames)('%s refuses whatever does not fit', async (command) => {
      const page = await (await connect()).hello();
      const fits = (input: unknown) => commands[command].input.safeParse(input).success;
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(fc.jsonValue(), nearlyValidInput(command)).filter((input) => !fits(input)),
          async (input) => {
            const result = await page.invoke(command, input);
            expect(result).toMatchObject({ ok: false, error: { code: 'ipc.invalidInput' } });
          },
        ),
        { numRuns: runCount },
      );
      expect(services().calls).toEqual([]);
      expect(await page.invoke('app.getInfo', {})).toMatchObject({ ok: true });
    });

    test('an unknown command is refused, whatever it is called', async () => {
      const page = await (await connect()).hello();
      for (const unknown of ['', 'player', 'constructor', '__proto__', 'toString', 'app.quit']) {
        const result = await page.invoke(unknown, {});
        expect(result).toMatchObject({ ok: false, error: { code: 'ipc.unknownCommand' } });
      }
    });

    test('a message of no known shape is refused when it names a call, and dropped otherwise', async () => {
      const page = await (await connect()).hello();
      await fc.assert(
        fc.asyncProperty(fc.jsonValue(), fc.boolean(), async (shape, named) => {
          const callId = page.newCallId();
          const message = named ? ({ ...Object(shape), callId } as unknown) : shape;
          page.send(message);
          if (named) {
            const result = await page.replyTo(callId);
            expect(result).toEqual({ ok: false, error: { code: 'ipc.invalidInput' } });
          }
        }),
        { numRuns: runCount * 5 },
      );
      await page.settled();
      expect(services().calls).toEqual([]);
    });

    test('keys that mean something to JavaScript are only keys', async () => {
      const page = await (await connect()).hello();
      const poisoned = JSON.parse('{"__proto__": {"polluted": true}, "theme": "dark"}') as unknown;
      const result = await page.invoke('settings.update', { patch: poisoned });
      expect(result).toMatchObject({ ok: false, error: { code: 'ipc.invalidInput' } });
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    });
  });
}
