import { expectSilence, expectTone } from './sound/expectSound.ts';
import { sampleRateHz } from './sound/sampleRateHz.ts';
import { toneOf } from './sound/toneOf.ts';
import { expect, test } from './test.ts';

/*
 * From a file on the command line to what comes out of the loudspeaker.
 */

const low = 440;
const high = 880;

test('what is named at the start is heard, and pausing it is silence', async ({
  host,
  media,
  sound,
  player,
}) => {
  await host.start(await media.tone('low.flac', { frequencyHz: low, seconds: 60 }));
  await player.open();
  await expectTone(sound, low);
  await player.pause();
  await expectSilence(sound);
  await player.play();
  await expectTone(sound, low);
});

for (const name of ['low.mp3', 'low.m4a', 'low.ogg', 'low.opus', 'low.wav']) {
  test(`${name} sounds as it should`, async ({ host, media, sound, player }) => {
    await host.start(await media.tone(name, { frequencyHz: low, seconds: 20 }));
    await player.open();
    await expectTone(sound, low);
  });
}

test('a video sounds, and its picture moves', async ({ host, media, sound, player }) => {
  await host.start(await media.video('film.mp4', { frequencyHz: low, seconds: 30 }));
  await player.open();
  await expectTone(sound, low);
  const isMoving = () =>
    player.page.evaluate(() => {
      const video = document.querySelector('video');
      return video !== null && video.videoWidth > 0 && !video.paused;
    });
  await expect.poll(isMoving).toBe(true);
});

test('seeking goes where it is pointed, also while paused', async ({
  host,
  media,
  sound,
  player,
}) => {
  await host.start(
    await media.tones('two.flac', [
      { frequencyHz: low, seconds: 30 },
      { frequencyHz: high, seconds: 30 },
    ]),
  );
  await player.open();
  await expectTone(sound, low);
  await player.seekTo(0.75);
  await expectTone(sound, high);
  await player.pause();
  await player.seekTo(0.25);
  await expectSilence(sound);
  // A click on a bar is a little inexact.
  await expect.poll(async () => Math.abs((await player.positionSeconds()) - 15)).toBeLessThan(2);
  await player.play();
  await expectTone(sound, low);
});

test('next and previous change the tone; the end goes on by itself', async ({
  host,
  media,
  sound,
  player,
}) => {
  const short = await media.tone('short.flac', { frequencyHz: low, seconds: 6 });
  const long = await media.tone('long.flac', { frequencyHz: high, seconds: 30 });
  await host.start(short, long);
  await player.open();
  await expectTone(sound, low);
  await player.button('Next').click();
  await expectTone(sound, high);
  await player.button('Previous').click();
  await expectTone(sound, low);
  await expectTone(sound, high);
  await expect(player.rows).toHaveCount(2);
});

test('repeating one plays it again, repeating all begins anew', async ({
  host,
  media,
  sound,
  player,
}) => {
  const first = await media.tone('first.flac', { frequencyHz: low, seconds: 3 });
  const second = await media.tone('second.flac', { frequencyHz: high, seconds: 5 });
  await host.start(first, second);
  await player.open();
  await expectTone(sound, low);
  await player.page.keyboard.press('r');
  await expect(player.button('Repeat: all')).toBeVisible();
  await expectTone(sound, high);
  await expectTone(sound, low);
  await player.page.keyboard.press('r');
  await expect(player.button('Repeat: one')).toBeVisible();
  await player.button('Next').click();
  await expectTone(sound, high);
  // The file is shorter than this: without repeating it, there would be the other one, or nothing.
  await sound.listen(7_000);
  await expectTone(sound, high);
});

test('twice the speed takes half the time and keeps the pitch', async ({
  host,
  media,
  sound,
  player,
}) => {
  const turns = Array.from({ length: 15 }, (_turn, index) => ({
    frequencyHz: index % 2 === 0 ? low : high,
    seconds: 4,
  }));
  await host.start(await media.tones('turns.flac', turns));
  await player.open();
  await player.button(/^Speed/).click();
  await player.page.getByRole('menuitemradio', { name: /^\W*2×/ }).click();
  await expect(player.button(/^Speed \W*2×/)).toBeVisible();
  await sound.listen(1_000);
  const turnSeconds = turnSecondsOf(await sound.listen(9_000));
  expect(turnSeconds.length).toBeGreaterThanOrEqual(2);
  // A turn of 4 s lasts 2 s, give or take how exactly a turn can be told in pieces of sound.
  for (const seconds of turnSeconds) expect(Math.abs(seconds - 2)).toBeLessThan(0.5);
});

/**
 * How long each whole turn of the low or the high tone is heard. Pieces that are neither do not count:
 * there one tone turns into the other, or the output of a busy machine ran dry.
 */
function turnSecondsOf(samples: Float32Array): readonly number[] {
  const pieceSeconds = 0.05;
  const pieceLength = pieceSeconds * sampleRateHz;
  const turns: { readonly toneHz: number; pieces: number }[] = [];
  for (let piece = 0; (piece + 1) * pieceLength <= samples.length; piece++) {
    const heardHz = toneOf(samples.subarray(piece * pieceLength, (piece + 1) * pieceLength)) ?? 0;
    const toneHz = [low, high].find((each) => Math.abs(heardHz - each) < each / 10);
    const turn = turns.at(-1);
    if (toneHz === undefined) continue;
    if (turn?.toneHz === toneHz) turn.pieces++;
    else turns.push({ toneHz, pieces: 1 });
  }
  return wholeTurns(turns).map(({ pieces }) => pieces * pieceSeconds);
}

/** Without the first and the last one, of which only a part was heard, and the flicker between turns. */
function wholeTurns<Turn extends { readonly pieces: number }>(
  turns: readonly Turn[],
): readonly Turn[] {
  const minimumPieces = 4;
  return turns.filter(({ pieces }) => pieces >= minimumPieces).slice(1, -1);
}

test('mute is silence, and its end is not', async ({ host, media, sound, player }) => {
  await host.start(await media.tone('low.flac', { frequencyHz: low, seconds: 60 }));
  await player.open();
  await expectTone(sound, low);
  await player.page.keyboard.press('m');
  await expectSilence(sound);
  await player.page.keyboard.press('m');
  await expectTone(sound, low);
});
