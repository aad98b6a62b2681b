import { expect, test } from './desktop/desktopTest.ts';
import { MediaRemote } from './desktop/MediaRemote.ts';
import { expectSilence, expectTone } from './sound/expectSound.ts';

test('the desktop’s media keys play, pause, skip and seek, and its panel shows the track', async ({
  portamento,
  media,
  sound,
  player,
  desktop,
}) => {
  const low = { frequencyHz: 440, seconds: 90, title: 'Low', artist: 'The Oscillators' };
  const high = { frequencyHz: 880, seconds: 75, title: 'High', artist: 'Someone Else' };
  await portamento.start(
    await media.tone('low.mp3', { ...low, cover: ['teal', 'navy'] }),
    await media.tone('high.mp3', high),
  );
  await player.open();
  await expectTone(sound, 440);
  const remote = new MediaRemote(desktop);
  await expect.poll(() => remote.track()).toBe('The Oscillators – Low (1:30)');
  await expect.poll(() => remote.cover()).toMatch(/^file:/);
  await expect.poll(() => remote.status()).toBe('Playing');

  await remote.press('pause');
  await expectSilence(sound);
  await expect(player.button('Play')).toBeVisible();
  await expect.poll(() => remote.status()).toBe('Paused');
  await remote.press('play-pause');
  await expectTone(sound, 440);

  await remote.press('next');
  await expectTone(sound, 880);
  await expect.poll(() => remote.track()).toBe('Someone Else – High (1:15)');
  await remote.seekTo(60);
  await expect.poll(() => player.positionSeconds()).toBeGreaterThanOrEqual(60);
  await expect.poll(() => remote.position()).toBeGreaterThanOrEqual(60);
  await remote.press('previous');
  await expect.poll(() => player.positionSeconds()).toBeLessThan(60);
  await remote.press('previous');
  await expectTone(sound, 440);

  await remote.press('stop');
  await expectSilence(sound);
  await player.play();
  await expectTone(sound, 440);
});
