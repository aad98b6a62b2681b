import { setTimeout as delay } from 'node:timers/promises';
import type { Browser } from '@playwright/test';
import type { CommandInput, CommandName, CommandOutput } from '../electron/contract/commands.ts';
import { CallId } from '../electron/contract/ids.ts';
import { PageClient } from '../electron/ipc/testing/PageClient.ts';
import { BareSocket } from '../e2e/host/BareSocket.ts';
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
  await page.close();
  const client = await new PageClient(await BareSocket.open(host, context)).hello();
  const invoke = async <Name extends CommandName>(name: Name, input: CommandInput<Name>) => {
    const reply = await client.invoke(name, input);
    if (!reply.ok) throw new Error(`${name}: ${reply.error.code}`);
    // The contract says what a reply to the command holds.
    return reply.value as CommandOutput<Name>;
  };

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

  const { folders } = await invoke('files.browse', { folderId: null });
  const folderId = found(folders[0]).folderId;
  const { files } = await invoke('files.browse', { folderId });
  const { grantId } = found(files.find(({ name }) => name === 'long.m3u8'));
  return [
    await longestTurnWhile('idle for a second', () => delay(1_000)),
    await longestTurnWhile(`opening ${entryCount} rows`, async () => {
      const target = { kind: 'queue', placement: { kind: 'append' } } as const;
      const input = { callId: CallId.parse('open'), grantIds: [grantId], folderIds: [], target };
      const { addedCount } = await invoke('files.open', input);
      if (addedCount !== entryCount) throw new Error(`${addedCount} rows were opened`);
    }),
    await longestTurnWhile('searching them', async () => {
      await invoke('queue.page', { offset: 0, limit: 200, search: 'track' });
    }),
    await longestTurnWhile('saving them', async () => {
      const form = { name: 'Saved', format: 'm3u8', overwrite: false } as const;
      await invoke('queue.saveToFolder', { callId: CallId.parse('save'), folderId, ...form });
    }),
  ];
}

function found<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('The host does not show what it was started with');
  return value;
}
