import { expectSilence, expectTone } from './sound/expectSound.ts';
import { expect, test } from './test.ts';

// As a person's browser does it: no sound before a gesture. Playwright looks into a page as if it were
// a gesture, and tracing looks all the time.
test.use({ autoplayAllowed: false, trace: 'off' });

test('a browser that waits for a click gets one', async ({ portamento, media, sound, player }) => {
  await portamento.start(await media.tone('low.flac', { frequencyHz: 440, seconds: 60 }));
  const socket = player.page.waitForEvent('websocket');
  await player.page.goto(portamento.address, { waitUntil: 'commit' });
  await (
    await socket
  ).waitForEvent('framesent', ({ payload }) => payload.toString().includes('"blocked"'));
  await expectSilence(sound);
  await player.button('Start listening').click();
  await expectTone(sound, 440);
  await expect(player.button('Start listening')).toBeHidden();
});
