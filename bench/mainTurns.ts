import type { Browser } from '@playwright/test';
import { protocolVersion } from '../electron/contract/messages.ts';
import { HostInspector, inspectedArguments } from '../e2e/host/HostInspector.ts';
import { PortamentoHost } from '../e2e/host/PortamentoHost.ts';
import { MediaFiles } from '../e2e/media/MediaFiles.ts';
import type { Measurement } from './Measurement.ts';

const entryCount = 50_000;
const nanosecondsInMs = 1_000_000;

/**
 * The longest turn of main, during which it answers nobody, while it opens, searches and saves a long
 * queue, and while nothing happens: what the machine itself makes of it.
 */
export async function mainTurns(browser: Browser): Promise<readonly Measurement[]> {
  using media = new MediaFiles();
  const track = await media.tone('track.wav', { frequencyHz: 440, seconds: 1, title: 'Track' });
  media.write('long.m3u8', `${track}\n`.repeat(entryCount));
  await using host = await PortamentoHost.create(...inspectedArguments);
  await host.start('--root', media.folder);
  using inspector = await HostInspector.attach(host);
  await using context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(host.address);
  await page.goto(new URL('csp-hashes.json', host.origin).href);
  await page.evaluate(connectInPage, protocolVersion);
  const invoke = (name: string, input: unknown) => page.evaluate(invokeInPage, { name, input });

  await inspector.evaluate(
    "globalThis.turns = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution: 1 }); turns.enable()",
  );
  const longestTurnWhile = async (
    name: string,
    work: () => Promise<void>,
  ): Promise<Measurement> => {
    await inspector.evaluate('turns.reset()');
    await work();
    const value = Number(await inspector.evaluate('turns.max')) / nanosecondsInMs;
    return { name: `longest turn of main, ${name}`, value, unit: 'ms' };
  };

  const roots = (await invoke('files.browse', { folderId: null })) as Listing;
  const folderId = roots.folders[0]?.folderId;
  const { files } = (await invoke('files.browse', { folderId })) as Listing;
  const playlist = files.find(({ name }) => name === 'long.m3u8');
  return [
    await longestTurnWhile('idle for a second', () => page.waitForTimeout(1_000)),
    await longestTurnWhile(`opening ${entryCount} rows`, async () => {
      const target = { kind: 'queue', placement: { kind: 'append' } };
      const grantIds = [playlist?.grantId];
      const input = { callId: 'open', grantIds, folderIds: [], target };
      const { addedCount } = (await invoke('files.open', input)) as { addedCount: number };
      if (addedCount !== entryCount) throw new Error(`${addedCount} rows were opened`);
    }),
    await longestTurnWhile('searching them', async () => {
      await invoke('queue.page', { offset: 0, limit: 200, search: 'track' });
    }),
    await longestTurnWhile('saving them', async () => {
      const form = { name: 'Saved', format: 'm3u8', overwrite: false };
      await invoke('queue.saveToFolder', { callId: 'save', folderId, ...form });
    }),
  ];
}

interface Listing {
  readonly folders: readonly { readonly folderId: string }[];
  readonly files: readonly { readonly grantId: string; readonly name: string }[];
}

/** What `connectInPage` leaves in the page. */
interface ConnectedWindow {
  socket: WebSocket;
}

/** Runs in the page: it can refer to nothing of this module. */
async function connectInPage(version: number): Promise<void> {
  const url = new URL('socket', document.baseURI);
  url.protocol = url.protocol.replace('http', 'ws');
  const socket = new WebSocket(url);
  await new Promise((resolve) => socket.addEventListener('open', resolve));
  socket.send(JSON.stringify({ kind: 'hello', protocolVersion: version }));
  Object.assign(window, { socket } satisfies ConnectedWindow);
}

/** Likewise. Rejects with what main refused the command with. */
function invokeInPage(command: { readonly name: string; readonly input: unknown }) {
  // Put there by `connectInPage`.
  const { socket } = window as unknown as ConnectedWindow;
  const callId = crypto.randomUUID();
  return new Promise<unknown>((resolve, reject) => {
    const hear = ({ data }: MessageEvent) => {
      const told = JSON.parse(String(data)) as {
        readonly callId?: string;
        readonly result?: { readonly ok: boolean; readonly value?: unknown };
      };
      if (told.callId !== callId) return;
      socket.removeEventListener('message', hear);
      if (told.result?.ok === true) resolve(told.result.value);
      else reject(new Error(`${command.name}: ${String(data)}`));
    };
    socket.addEventListener('message', hear);
    socket.send(JSON.stringify({ kind: 'invoke', callId, ...command }));
  });
}
