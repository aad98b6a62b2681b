import type { video as source } from '../en/video.ts';
import type { Translated } from '../Translated.ts';

export const video = {
  label: 'Video',
  inMiniPlayer: 'Das Bild ist im Miniplayer.',
  play: 'Abspielen',
  pause: 'Pause',
  fullScreen: 'Vollbild',
  leaveFullScreen: 'Vollbild verlassen',
} as const satisfies Translated<typeof source, 'de'>;
