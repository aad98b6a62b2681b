import fc from 'fast-check';
import { randomSeed } from '../../electron/base/testing/randomSeed.ts';
import { HostInspector, inspectedArguments } from '../host/HostInspector.ts';
import { PortamentoHost } from '../host/PortamentoHost.ts';
import type { MediaFiles } from '../media/MediaFiles.ts';
import type { PlayerPage } from '../page/PlayerPage.ts';
import { readPageUsage } from '../page/readPageUsage.ts';
import type { Recording } from '../sound/Recording.ts';
import { expectSilence, expectTone } from '../sound/expectSound.ts';
import { expect, test as base } from '../test.ts';
import { personActions, rowCount } from './personActions.ts';

const actionsPerRound = 150;
/** Until everything was shown and loaded once, and what is kept for a while is full. */
const warmUpRounds = 1;
const measuredRounds = 3;
const patienceMs = 600_000;

interface Usage {
  readonly hostHeapBytes: number;
  readonly hostFiles: number;
  readonly pageHeapBytes: number;
  readonly pageNodes: number;
  readonly pageListeners: number;
}

/** How much more there may be after the measured rounds than before: some 3 kB for each action. */
const maximumGrowth: Usage = {
  hostHeapBytes: 3_000_000,
  hostFiles: 8,
  pageHeapBytes: 3_000_000,
  pageNodes: 900,
  pageListeners: 90,
};

const test = base.extend<{ readonly portamento: PortamentoHost }>({
  portamento: async ({}, use) => {
    await using host = await PortamentoHost.create(...inspectedArguments);
    await use(host);
  },
});

// A trace would hold on to everything that was ever on the page.
test.use({ trace: 'off', actionTimeout: 20_000 });

test('hours of playing, skipping, seeking and editing leave nothing behind', async ({
  portamento,
  media,
  sound,
  player,
}) => {
  test.setTimeout(patienceMs);
  const seed = randomSeed();
  await portamento.start(...(await makeAlbum(media)));
  using inspector = await HostInspector.attach(portamento);
  await player.open();
  const usages: Usage[] = [];
  for (let round = 0; round < warmUpRounds + measuredRounds; round++) {
    const actions = fc.sample(personActions, { seed: seed + round, numRuns: actionsPerRound });
    for (const { name, perform } of actions) await test.step(name, () => perform(player));
    await pauseFirst(player, sound);
    const page = await readPageUsage(player.page);
    usages.push({
      hostHeapBytes: await inspector.heapBytes(),
      hostFiles: inspector.openFileCount(),
      pageHeapBytes: page.heapBytes,
      pageNodes: page.nodeCount,
      pageListeners: page.listenerCount,
    });
  }
  console.table(usages);
  const [before, after] = [usages.at(warmUpRounds - 1), usages.at(-1)];
  for (const kind of Object.keys(maximumGrowth) as (keyof Usage)[]) {
    const growth = (after?.[kind] ?? Infinity) - (before?.[kind] ?? 0);
    expect.soft(growth, `growth of ${kind}`).toBeLessThanOrEqual(maximumGrowth[kind]);
  }
});

/** Brings the player to the same state, whatever was done before; it still sounds as it should. */
async function pauseFirst(player: PlayerPage, sound: Recording): Promise<void> {
  await player.volume.press('End');
  await player.rows.first().dblclick();
  await expectTone(sound, 440);
  await player.pause();
  await expectSilence(sound);
}

function makeAlbum(media: MediaFiles): Promise<readonly string[]> {
  const numbers = Array.from({ length: rowCount }, (_tone, index) => index + 1);
  return Promise.all(
    numbers.map((number) =>
      media.tone(`album/${number}.mp3`, {
        frequencyHz: 380 + number * 60,
        seconds: 20,
        title: `Tone ${number}`,
        artist: 'The Oscillators',
        album: number % 2 === 0 ? 'Even' : 'Odd',
        cover: number % 2 === 0 ? ['teal', 'navy'] : ['coral', 'indigo'],
      }),
    ),
  );
}
