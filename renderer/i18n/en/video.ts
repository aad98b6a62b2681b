export const video = {
  label: 'Video',
  inMiniPlayer: 'The picture is in the mini player.',
  play: 'Play',
  pause: 'Pause',
  fullScreen: 'Full screen',
  leaveFullScreen: 'Leave full screen',
} as const;
