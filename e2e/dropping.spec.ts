import { dropFiles } from './page/dropFiles.ts';
import { expectTone } from './sound/expectSound.ts';
import { expect, test } from './test.ts';

test('a dropped file is heard', async ({ host, media, sound, player }) => {
  const file = await media.tone('dropped.mp3', { frequencyHz: 523, seconds: 30, title: 'Dropped' });
  await host.start();
  await player.open();
  await dropFiles(player.page, [file]);
  await expect(player.rows).toHaveCount(1);
  await expect(player.rows.first()).toHaveAccessibleName(/Dropped/);
  await expectTone(sound, 523);
});

test('a dropped folder brings its music along, in order', async ({
  host,
  media,
  sound,
  player,
}) => {
  await media.tone('album/02 second.flac', { frequencyHz: 880, seconds: 20 });
  await media.tone('album/01 first.flac', { frequencyHz: 440, seconds: 20 });
  media.write('album/notes.txt', 'not music');
  await host.start();
  await player.open();
  await dropFiles(player.page, [`${media.folder}/album`]);
  await expect(player.rows).toHaveCount(2);
  await expect(player.rows.first()).toHaveAccessibleName(/01 first/);
  await expectTone(sound, 440);
});
