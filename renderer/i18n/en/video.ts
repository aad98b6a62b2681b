export const video = {
  label: 'Video',
  play: 'Play',
  pause: 'Pause',
  position: 'Position',
  fullScreen: 'Full screen',
  leaveFullScreen: 'Leave full screen',
} as const;
