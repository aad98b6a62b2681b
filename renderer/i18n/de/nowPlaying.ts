import type { nowPlaying as source } from '../en/nowPlaying.ts';
import type { Translated } from '../Translated.ts';

export const nowPlaying = {
  cover: 'Cover von {{name}}',
  albumYear: '{{album}} · {{year}}',
  upNext: 'Als Nächstes',
  lossless: 'Verlustfrei',
  mono: 'Mono',
  channels_one: '{{count, number}} Kanal',
  channels_other: '{{count, number}} Kanäle',
  kiloHertz: '{{value}}\u00a0kHz',
  bits: '{{value}}\u00a0Bit',
  kilobits: '{{value}}\u00a0kb/s',
  pixels: '{{width}} × {{height}}',
  empty: {
    title: 'Was hören wir?',
    text: 'Portamento spielt die Musik und die Videos auf Ihrem Computer. Ziehen Sie Dateien oder Ordner irgendwo in dieses Fenster, oder öffnen Sie welche.',
    open: 'Dateien öffnen',
    hint: 'Sie können Dateien auch einfügen, oder {{keys}} drücken.',
    chooseFromQueue: 'Gerade läuft nichts',
    queueText: 'Suchen Sie etwas in der Warteschlange aus, oder starten Sie sie.',
    play: 'Warteschlange abspielen',
  },
} as const satisfies Translated<typeof source, 'de'>;
