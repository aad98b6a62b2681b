import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectTone } from './sound/expectSound.ts';
import { expect, test } from './test.ts';

test('files that cannot be played say why, and the queue goes on', async ({
  host,
  media,
  sound,
  player,
}) => {
  const text = media.write('words.mp3', 'These are words and not music. '.repeat(100));
  const empty = media.write('empty.flac', '');
  const folder = join(media.folder, 'folder.mp3');
  mkdirSync(folder);
  const good = await media.tone('good.flac', { frequencyHz: 440, seconds: 30 });
  await host.start(text, empty, folder, good);
  await player.open();
  await expectTone(sound, 440);
  await expect(player.page.getByText('words', { exact: true }).first()).toBeVisible();
});

test('a file that was cut off plays as far as it goes, is named, and the queue goes on', async ({
  host,
  media,
  sound,
  player,
}) => {
  const whole = await media.tone('whole.flac', { frequencyHz: 440, seconds: 20 });
  const bytes = readFileSync(whole);
  const cut = media.write('cut.flac', bytes.subarray(0, bytes.length / 4));
  const next = await media.tone('next.flac', { frequencyHz: 880, seconds: 30 });
  await host.start(cut, next);
  await player.open();
  await expectTone(sound, 440);
  await expectTone(sound, 880);
  await expect(player.page.getByText('Incomplete file').first()).toBeVisible();
  await expect(player.page.getByText('cut.flac').first()).toBeVisible();
});

test('a file that states a hundred days plays as far as it goes, and the queue goes on', async ({
  host,
  media,
  sound,
  player,
}) => {
  const honest = await media.tone('honest.mkv', { frequencyHz: 440, seconds: 6 });
  const boasting = media.write('boasting.mkv', withStatedDuration(readFileSync(honest), 8.64e9));
  const next = await media.tone('next.flac', { frequencyHz: 880, seconds: 30 });
  await host.start(boasting, next);
  await player.open();
  await expectTone(sound, 440);
  await expectTone(sound, 880);
});

/** A Matroska file as FFmpeg writes it (ticks of 1 ms, an eight-byte float), with another `Duration`. */
function withStatedDuration(matroska: Buffer, durationMs: number): Buffer {
  const header = Buffer.from([0x44, 0x89, 0x88]);
  const place = matroska.indexOf(header);
  if (place === -1) throw new Error('This file states no duration');
  const changed = Buffer.from(matroska);
  changed.writeDoubleBE(durationMs, place + header.length);
  return changed;
}
