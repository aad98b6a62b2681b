import { app } from './app.ts';
import { ui } from './ui.ts';
import { playerBar } from './playerBar.ts';
import { sidebar } from './sidebar.ts';
import { settings } from './settings.ts';
import { about } from './about.ts';
import { shortcuts } from './shortcuts.ts';
import { notices } from './notices.ts';
import { activities } from './activities.ts';
import { errors } from './errors.ts';
import { queue } from './queue.ts';
import { nowPlaying } from './nowPlaying.ts';
import { video } from './video.ts';
import { signalPath } from './signalPath.ts';
import { opening } from './opening.ts';

export const en = {
  app,
  ui,
  playerBar,
  sidebar,
  settings,
  about,
  shortcuts,
  notices,
  activities,
  errors,
  queue,
  nowPlaying,
  video,
  signalPath,
  opening,
} as const;

/** A file of strings; every feature has its own. */
export type Namespace = keyof typeof en;
