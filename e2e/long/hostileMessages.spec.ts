import type { BrowserContext } from '@playwright/test';
import fc from 'fast-check';
import { randomSeed } from '../../electron/base/testing/randomSeed.ts';
import { commandNames, commands, type CommandName } from '../../electron/contract/commands.ts';
import type { TopicName } from '../../electron/contract/topics.ts';
import { PageClient } from '../../electron/ipc/testing/PageClient.ts';
import { nearlyValidInput, validInput } from '../../electron/ipc/testing/contractArbitraries.ts';
import { BareSocket } from '../host/BareSocket.ts';
import type { PortamentoHost } from '../host/PortamentoHost.ts';
import { expectTone } from '../sound/expectSound.ts';
import { expect, test } from '../test.ts';

const malformedPerCommand = 250;
const validCommands = 5_000;
/** Asked at the same time, as a page may. */
const commandsAtOnce = 20;
/** What they tell says all that messages could have changed, except for where playback stands. */
const stateTopics: readonly TopicName[] = [
  ...(['player', 'nowPlaying', 'queue', 'settings', 'sink'] as const),
  ...(['devices', 'deviceSources', 'listings', 'transferPlans', 'transfers'] as const),
];
/** Frames that are no message, and with which code the host is to hang up. */
const frames: readonly (readonly [frame: string | Uint8Array, code: number])[] = [
  [new Uint8Array([0, 1, 2, 255]), 1003],
  ['', 1007],
  ['{"kind": "hello"', 1007],
  ['NaN', 1007],
  ['x'.repeat(2 << 20), 1009],
];

test.setTimeout(600_000);

test('thousands of malformed messages leave a playing host as it was', async ({
  portamento,
  media,
  sound,
  player,
  context,
}) => {
  const seed = randomSeed();
  await portamento.start(await media.tone('low.flac', { frequencyHz: 440, seconds: 600 }));
  await player.open();
  await expectTone(sound, 440);
  const before = await readState(portamento, context);
  for (const name of commandNames) {
    const page = await greet(portamento, context);
    const fits = (input: unknown) => commands[name].input.safeParse(input).success;
    const malformed = fc
      .oneof(fc.jsonValue(), nearlyValidInput(name))
      .filter((input) => !fits(input));
    const inputs = fc.sample(malformed, { seed, numRuns: malformedPerCommand });
    for (const some of chunksOf(inputs, commandsAtOnce)) {
      const results = await Promise.all(some.map((input) => page.invoke(name, input)));
      for (const result of results) {
        expect(result).toMatchObject({ ok: false, error: { code: 'ipc.invalidInput' } });
      }
    }
    page.leave();
  }
  for (const [frame, code] of frames) {
    const socket = await BareSocket.open(portamento, context);
    expect(await socket.sendUntilClosed(frame)).toBe(code);
  }
  expect(await readState(portamento, context)).toEqual(before);
  await expectTone(sound, 440);
});

test('thousands of commands that fit, without sense, are answered, and the player plays on', async ({
  portamento,
  media,
  sound,
  player,
  context,
}) => {
  const seed = randomSeed();
  const low = await media.tone('low.flac', { frequencyHz: 440, seconds: 60 });
  const high = await media.tone('high.flac', { frequencyHz: 880, seconds: 60 });
  await portamento.start(low, low, low);
  await player.open();
  await expectTone(sound, 440);
  const command = fc
    .constantFrom(...commandNames.filter((name) => !isLeftOut(name)))
    .chain((name) => validInput(name).map((input) => ({ name, input })));
  const calls = fc.sample(command, { seed, numRuns: validCommands });
  const page = await greet(portamento, context);
  for (const some of chunksOf(calls, commandsAtOnce)) {
    const results = await Promise.all(some.map(({ name, input }) => page.invoke(name, input)));
    for (const [place, result] of results.entries()) {
      const code = result.ok ? null : result.error.code;
      expect(code, JSON.stringify(some[place])).not.toBe('app.internal');
    }
  }
  await page.invoke('settings.reset', {});
  await page.invoke('player.setMuted', { muted: false });
  await page.invoke('player.setVolume', { volume: 1 });
  await page.invoke('player.setRate', { rate: 1 });
  page.leave();
  await portamento.runBeside(high);
  await expectTone(sound, 880);
});

/** Takes the sound from the page that is listened to, or calls machines that may be there. */
function isLeftOut(name: CommandName): boolean {
  return name.startsWith('sink.') || name === 'device.addHost';
}

async function greet(host: PortamentoHost, context: BrowserContext): Promise<PageClient> {
  return await new PageClient(await BareSocket.open(host, context)).hello();
}

/** The newest value of each topic. */
async function readState(host: PortamentoHost, context: BrowserContext): Promise<unknown> {
  const page = await greet(host, context);
  page.send({ kind: 'subscribe', topics: [...stateTopics] });
  const told = await Promise.all(
    stateTopics.map((name) =>
      page.waitFor((message) =>
        message.kind === 'topic' && message.name === name ? message : undefined,
      ),
    ),
  );
  page.leave();
  return Object.fromEntries(told.map(({ name, value }) => [name, value]));
}

function chunksOf<Value>(values: readonly Value[], size: number): readonly (readonly Value[])[] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_chunk, index) =>
    values.slice(index * size, (index + 1) * size),
  );
}
