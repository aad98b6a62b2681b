import { join } from 'node:path';
import { makeManyFiles } from './media/makeManyFiles.ts';
import { dropFiles } from './page/dropFiles.ts';
import type { PlayerPage } from './page/PlayerPage.ts';
import { expect, test } from './test.ts';

test('a drop that is cancelled while its folders are walked leaves nothing behind', async ({
  portamento,
  media,
  player,
}) => {
  const folder = await makeManyFiles(media, 20);
  await portamento.start();
  await player.open();
  await dropFiles(player.page, [folder]);
  await expect(walking(player)).toBeVisible();
  await player.page.getByRole('button', { name: 'Cancel' }).click();
  await expect(walking(player)).toBeHidden();
  await expect(player.page.getByText('Your queue is empty')).toBeVisible();
  // The page is ready for the next drop at once.
  await dropFiles(player.page, [join(folder, '03', '0007.mp3')]);
  await expect(player.rows).toHaveText([/0007/]);
});

test('a drop that is cancelled while it is announced keeps what came, as one step to undo', async ({
  portamento,
  media,
  player,
}) => {
  const folder = await makeManyFiles(media, 5);
  const announced = await holdAnnouncementsAfter(player, 3);
  await portamento.start();
  await player.open();
  const { page } = player;
  await dropFiles(page, [folder]);
  await announced.held;
  await expect(page.getByText('3,000 tracks').first()).toBeVisible();
  await page.getByRole('button', { name: '1 activity' }).click();
  await page
    .getByRole('dialog', { name: 'Activity' })
    .getByRole('button', { name: 'Cancel' })
    .click();
  announced.release();
  await expect(page.getByRole('button', { name: '1 activity' })).toBeHidden();
  await expect(page.getByText('3,000 tracks').first()).toBeVisible();
  await page.getByRole('button', { name: 'Undo adding' }).click();
  await expect(page.getByText('Your queue is empty')).toBeVisible();
});

function walking({ page }: PlayerPage) {
  return page.getByText(/^Looking through folders/);
}

/** Lets so many batches of a drop through to the host, and the rest when it is released. */
async function holdAnnouncementsAfter({ page }: PlayerPage, batchCount: number) {
  const held = Promise.withResolvers<void>();
  const waiting: (() => void)[] = [];
  let passedCount = 0;
  let isReleased = false;
  await page.routeWebSocket(/\/socket$/, (route) => {
    const host = route.connectToServer();
    route.onMessage((message) => {
      const isAnnouncement = message.toString().includes('"files.announce"');
      if (isAnnouncement) passedCount += 1;
      if (!isAnnouncement || isReleased || passedCount <= batchCount) {
        host.send(message);
        return;
      }
      waiting.push(() => host.send(message));
      held.resolve();
    });
  });
  const release = () => {
    isReleased = true;
    for (const send of waiting) send();
  };
  return { held: held.promise, release };
}
