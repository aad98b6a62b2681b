import type { Browser } from 'playwright';
import { protocolVersion } from '../electron/contract/messages.ts';
import { PortamentoHost } from '../e2e/host/PortamentoHost.ts';
import { quantile, type Measurement } from './Measurement.ts';

const rounds = 1_000;

/** From sending a command to the topic that shows what it did, over a page's own WebSocket. */
export async function roundTrip(browser: Browser): Promise<readonly Measurement[]> {
  await using host = await PortamentoHost.create();
  await host.start();
  await using context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(host.address);
  const timesMs = await page.evaluate(measureInPage, { rounds, protocolVersion });
  return [
    { name: 'command to state, p50', value: quantile(timesMs, 0.5), unit: 'ms' },
    { name: 'command to state, p99', value: quantile(timesMs, 0.99), unit: 'ms' },
  ];
}

interface PageMeasurement {
  readonly rounds: number;
  readonly protocolVersion: number;
}

/** Runs in the page: it can refer to nothing of this module. */
async function measureInPage(options: PageMeasurement): Promise<number[]> {
  const url = new URL('socket', document.baseURI);
  url.protocol = url.protocol.replace('http', 'ws');
  const socket = new WebSocket(url);
  const send = (message: unknown) => socket.send(JSON.stringify(message));
  let onVolume: (volume: number) => void = () => undefined;
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as {
      readonly kind: string;
      readonly name?: string;
      readonly value?: { readonly volume: number };
    };
    if (message.kind === 'topic' && message.name === 'player') onVolume(message.value?.volume ?? 0);
  });
  await new Promise((resolve) => socket.addEventListener('open', resolve));
  send({ kind: 'hello', protocolVersion: options.protocolVersion });
  send({ kind: 'subscribe', topics: ['player'] });

  const timesMs: number[] = [];
  for (let round = 0; round < options.rounds; round++) {
    const volume = (round % 100) / 100;
    const seen = new Promise<void>((resolve) => {
      onVolume = (seenVolume) => {
        if (seenVolume === volume) resolve();
      };
    });
    const startedMs = performance.now();
    const callId = crypto.randomUUID();
    send({ kind: 'invoke', callId, name: 'player.setVolume', input: { volume } });
    await seen;
    timesMs.push(performance.now() - startedMs);
  }
  socket.close();
  return timesMs;
}
