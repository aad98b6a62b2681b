import { expectSilence, expectTone } from './sound/expectSound.ts';
import { expect, test } from './test.ts';

// As a person's browser does it: no sound before a gesture.
test.use({ autoplayAllowed: false });

test('a browser that waits for a click gets one', async ({ portamento, media, sound, player }) => {
  await portamento.start(await media.tone('low.flac', { frequencyHz: 440, seconds: 60 }));
  await player.open();
  await expect(player.button('Start listening')).toBeVisible();
  await expectSilence(sound);
  await player.button('Start listening').click();
  await expectTone(sound, 440);
  await expect(player.button('Start listening')).toBeHidden();
});
