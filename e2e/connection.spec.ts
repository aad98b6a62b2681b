import type { MediaFiles } from './media/MediaFiles.ts';
import { makeManyFiles } from './media/makeManyFiles.ts';
import { CuttableNetwork } from './network/CuttableNetwork.ts';
import { dropFiles } from './page/dropFiles.ts';
import { hostIsGone } from './page/PageFaults.ts';
import type { PlayerPage } from './page/PlayerPage.ts';
import { expectTone } from './sound/expectSound.ts';
import { expect, test as base } from './test.ts';

/** What the browser itself says of requests that the network broke. */
const requestFailed = /Failed to load resource: net::ERR_/;

const test = base.extend<{ readonly network: CuttableNetwork }>({
  network: async ({}, use) => {
    await using network = await CuttableNetwork.start();
    await use(network);
  },
  proxy: ({ network }, use) => use({ server: network.address }),
});

test.beforeEach(({ faults }) => {
  faults.expect(hostIsGone);
  faults.expect(requestFailed);
});

test('a page whose connection is cut says so, comes back by itself and goes on playing', async ({
  portamento,
  media,
  sound,
  player,
  network,
}) => {
  await portamento.start(await media.tone('low.flac', { frequencyHz: 440, seconds: 120 }));
  await player.open();
  await expectTone(sound, 440);
  const isReloaded = await watchReload(player);
  network.cut();
  await expect(connectionLost(player)).toBeVisible();
  network.restore();
  await expect(connectionLost(player)).toBeHidden({ timeout: 30_000 });
  await expect(player.button('Pause')).toBeVisible();
  await expectTone(sound, 440);
  expect(await isReloaded()).toBe(false);
});

test('uploads that a cut interrupts are taken up again', async ({
  portamento,
  media,
  sound,
  player,
  network,
}) => {
  const files = await threeTones(media, 'wav', 30);
  await portamento.start();
  await player.open();
  const held = network.holdUploadsAfter(500_000);
  await dropFiles(player.page, files);
  await expect(player.rows).toHaveCount(3);
  await held;
  network.cut();
  await expect(connectionLost(player)).toBeVisible();
  network.restore();
  await expect(connectionLost(player)).toBeHidden({ timeout: 30_000 });
  await expectTone(sound, 440);
  await player.button('Next').click();
  await expectTone(sound, 550);
  await player.button('Next').click();
  await expectTone(sound, 660);
});

test('a drop that a cut interrupts is announced to its end, and nothing twice', async ({
  portamento,
  media,
  player,
  network,
}) => {
  const folder = await makeManyFiles(media, 5);
  const unanswered = await loseAnswerOfAnnouncement(player, 3);
  await portamento.start();
  await player.open();
  await dropFiles(player.page, [folder]);
  await unanswered.lost;
  network.cut();
  await expect(connectionLost(player)).toBeVisible();
  network.restore();
  await expect(connectionLost(player)).toBeHidden({ timeout: 30_000 });
  await expect(player.page.getByText('5,000 tracks').first()).toBeVisible({ timeout: 30_000 });
  await expect(player.page.getByRole('button', { name: '1 activity' })).toBeHidden();
  await player.page.getByRole('button', { name: 'Undo adding' }).click();
  await expect(player.page.getByText('Your queue is empty')).toBeVisible();
});

test('what a reloaded page has not sent has to be dropped again, and the row says so', async ({
  portamento,
  media,
  sound,
  player,
}) => {
  const files = await threeTones(media, 'flac', 60);
  await portamento.start();
  await dropThree(player, files);
  await expectTone(sound, 440);
  await player.page.reload();
  await expect(player.rows.nth(2)).toContainText('File no longer at hand');
  await expect(player.rows.nth(0)).not.toContainText('File no longer at hand');
  await player.rows.nth(2).dblclick();
  await expect(player.page.getByText('Drop the file here again.').first()).toBeVisible();
  await dropFiles(player.page, files.slice(2));
  await player.rows.nth(3).dblclick();
  await expectTone(sound, 660);
});

test('a page that is open while the host restarts has its queue back, and plays when asked', async ({
  portamento,
  media,
  sound,
  player,
}) => {
  const [first, second] = await Promise.all([
    media.tone('first.flac', { frequencyHz: 440, seconds: 60 }),
    media.tone('second.flac', { frequencyHz: 880, seconds: 60 }),
  ]);
  await portamento.start(first, second);
  await player.open();
  await expectTone(sound, 440);
  const isReloaded = await watchReload(player);
  await portamento.stop();
  await expect(connectionLost(player)).toBeVisible();
  await portamento.start();
  await expect(connectionLost(player)).toBeHidden({ timeout: 30_000 });
  await expect(player.rows).toHaveText([/first/, /second/]);
  await player.play();
  await expectTone(sound, 440);
  await player.button('Next').click();
  await expectTone(sound, 880);
  expect(await isReloaded()).toBe(false);
});

test('a page that is open while the host is killed still has what was dropped into it', async ({
  portamento,
  media,
  sound,
  player,
}) => {
  const files = await threeTones(media, 'flac', 60);
  await portamento.start();
  await dropThree(player, files);
  await expectTone(sound, 440);
  const isReloaded = await watchReload(player);
  await portamento.kill();
  await expect(connectionLost(player)).toBeVisible();
  await portamento.start();
  await expect(connectionLost(player)).toBeHidden({ timeout: 30_000 });
  await expect(player.page.getByText('File no longer at hand')).toHaveCount(0);
  await player.rows.nth(2).dblclick();
  await expectTone(sound, 660);
  await player.rows.nth(0).dblclick();
  await expectTone(sound, 440);
  expect(await isReloaded()).toBe(false);
});

/** Files of 440, 550 and 660 Hz. */
function threeTones(media: MediaFiles, format: 'wav' | 'flac', seconds: number) {
  const tones = [440, 550, 660].map((frequencyHz) =>
    media.tone(`${frequencyHz}.${format}`, { frequencyHz, seconds }),
  );
  return Promise.all(tones);
}

async function dropThree(player: PlayerPage, files: readonly string[]): Promise<void> {
  await player.open();
  await dropFiles(player.page, files);
  await expect(player.rows).toHaveCount(3);
}

/** Lets the host hear the announcement of this number, and the page of that connection nothing more. */
async function loseAnswerOfAnnouncement({ page }: PlayerPage, number: number) {
  const lost = Promise.withResolvers<void>();
  let announcedCount = 0;
  await page.routeWebSocket(/\/socket$/, (route) => {
    const host = route.connectToServer();
    let isDeaf = false;
    host.onMessage((message) => {
      if (!isDeaf) route.send(message);
    });
    route.onMessage((message) => {
      host.send(message);
      if (!message.toString().includes('"files.announce"')) return;
      announcedCount += 1;
      if (announcedCount !== number) return;
      isDeaf = true;
      lost.resolve();
    });
  });
  return { lost: lost.promise };
}

function connectionLost({ page }: PlayerPage) {
  return page.getByText('The connection to Portamento is lost');
}

/** @returns was the page loaded anew since? */
async function watchReload({ page }: PlayerPage): Promise<() => Promise<boolean>> {
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));
  return () => page.evaluate(() => !('isSamePage' in window));
}
