import type { Browser } from '@playwright/test';
import { protocolVersion } from '../electron/contract/messages.ts';
import { PortamentoHost } from '../e2e/host/PortamentoHost.ts';
import { quantile, type Measurement } from './Measurement.ts';

const rounds = 1_000;

/**
 * From sending a command to the topic that shows what it did, and from a ping to its pong, which main
 * answers without doing anything. Over a WebSocket of a document that draws nothing.
 */
export async function roundTrip(browser: Browser): Promise<readonly Measurement[]> {
  await using host = await PortamentoHost.create();
  await host.start();
  await using context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(host.address);
  await page.goto(new URL('csp-hashes.json', host.origin).href);
  const { pingsMs, commandsMs } = await page.evaluate(measureInPage, { rounds, protocolVersion });
  const [pingMs, commandMs] = [quantile(pingsMs, 0.5), quantile(commandsMs, 0.5)];
  return [
    { name: 'ping to pong, p50', value: pingMs, unit: 'ms' },
    { name: 'ping to pong, p99', value: quantile(pingsMs, 0.99), unit: 'ms' },
    { name: 'command to state, p50', value: commandMs, unit: 'ms' },
    { name: 'command to state, p99', value: quantile(commandsMs, 0.99), unit: 'ms' },
    { name: 'command to state, ratio', value: commandMs / pingMs, unit: 'times' },
  ];
}

interface PageMeasurement {
  readonly rounds: number;
  readonly protocolVersion: number;
}

interface RoundTimes {
  readonly pingsMs: number[];
  readonly commandsMs: number[];
}

/** Runs in the page: it can refer to nothing of this module. */
async function measureInPage(options: PageMeasurement): Promise<RoundTimes> {
  interface Told {
    readonly kind: string;
    readonly pingId?: number;
    readonly name?: string;
    readonly value?: { readonly volume: number };
  }
  const url = new URL('socket', document.baseURI);
  url.protocol = url.protocol.replace('http', 'ws');
  const socket = new WebSocket(url);
  const send = (message: unknown) => socket.send(JSON.stringify(message));
  let hear: (told: Told) => void = () => undefined;
  socket.addEventListener('message', ({ data }) => hear(JSON.parse(String(data)) as Told));
  await new Promise((resolve) => socket.addEventListener('open', resolve));
  send({ kind: 'hello', protocolVersion: options.protocolVersion });
  send({ kind: 'subscribe', topics: ['player'] });

  const time = async (message: unknown, isAnswer: (told: Told) => boolean): Promise<number> => {
    const answered = new Promise<void>((resolve) => {
      hear = (told) => {
        if (isAnswer(told)) resolve();
      };
    });
    const startedMs = performance.now();
    send(message);
    await answered;
    return performance.now() - startedMs;
  };
  const times: RoundTimes = { pingsMs: [], commandsMs: [] };
  for (let round = 0; round < options.rounds; round++) {
    const pingId = round;
    times.pingsMs.push(await time({ kind: 'ping', pingId }, (told) => told.pingId === pingId));
    const volume = (round % 100) / 100;
    const callId = crypto.randomUUID();
    const message = { kind: 'invoke', callId, name: 'player.setVolume', input: { volume } };
    times.commandsMs.push(
      await time(message, ({ name, value }) => name === 'player' && value?.volume === volume),
    );
  }
  socket.close();
  return times;
}
