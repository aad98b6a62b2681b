export const video = {
  label: 'Video',
  play: 'Play',
  pause: 'Pause',
  fullScreen: 'Full screen',
  leaveFullScreen: 'Leave full screen',
} as const;
