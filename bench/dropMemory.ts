import type { Browser } from '@playwright/test';
import { maximumUploadBatch } from '../electron/contract/files.ts';
import { protocolVersion } from '../electron/contract/messages.ts';
import { inspectedArguments } from '../e2e/host/HostInspector.ts';
import { PortamentoHost } from '../e2e/host/PortamentoHost.ts';
import type { Measurement } from './Measurement.ts';
import { readHostMemory } from './readHostMemory.ts';

const fileCount = 50_000;

/** What the host holds of files that were dropped into a browser, whose bytes nobody has asked for yet. */
export async function dropMemory(browser: Browser): Promise<readonly Measurement[]> {
  await using host = await PortamentoHost.create(...inspectedArguments);
  await host.start();
  await using context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(host.address);
  const before = await readHostMemory(host);
  await page.evaluate(announceInPage, {
    fileCount,
    batchSize: maximumUploadBatch,
    protocolVersion,
  });
  const after = await readHostMemory(host);
  return [
    {
      name: "host's heap, per dropped file",
      value: (after.heapBytes - before.heapBytes) / fileCount,
      unit: 'B/row',
    },
  ];
}

interface Drop {
  readonly fileCount: number;
  readonly batchSize: number;
  readonly protocolVersion: number;
}

/** Runs in the page: it can refer to nothing of this module. The socket stays open, as the page does. */
async function announceInPage({ fileCount, batchSize, protocolVersion }: Drop): Promise<void> {
  const url = new URL('socket', document.baseURI);
  url.protocol = url.protocol.replace('http', 'ws');
  const socket = new WebSocket(url);
  const send = (message: unknown) => socket.send(JSON.stringify(message));
  let hear: (kind: string) => void = () => undefined;
  socket.addEventListener('message', ({ data }) => {
    const { kind } = JSON.parse(String(data)) as { readonly kind: string };
    hear(kind);
  });
  await new Promise((resolve) => socket.addEventListener('open', resolve));
  send({ kind: 'hello', protocolVersion });
  const dropId = crypto.randomUUID();
  for (let first = 0; first < fileCount; first += batchSize) {
    const replied = new Promise<void>((resolve) => {
      hear = (kind) => {
        if (kind === 'reply') resolve();
      };
    });
    const files = Array.from({ length: batchSize }, (_, index) => ({
      uploadId: crypto.randomUUID(),
      relativePath: `Music/An Artist/An Album (2001)/A song with a name ${first + index}.flac`,
      sizeBytes: 30_000_000,
    }));
    const last = first + batchSize >= fileCount;
    const target = { kind: 'queue', placement: { kind: 'append' } };
    const input = { callId: dropId, target, files, last };
    send({ kind: 'invoke', callId: `batch${first}`, name: 'files.announce', input });
    await replied;
  }
}
