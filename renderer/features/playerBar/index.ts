export { CompactPlayerBar } from './CompactPlayerBar.tsx';
export { FullPlayer } from './FullPlayer.tsx';
export { MiniPlayer } from './MiniPlayer.tsx';
export { NowPlayingAnnouncer } from './NowPlayingAnnouncer.tsx';
export type { PlayerActions } from './PlayerActions.ts';
export { SeekBar } from './SeekBar.tsx';
export { PlayerBar } from './PlayerBar.tsx';
export { fileTitle, trackTitle } from './trackTitle.ts';
export { usePlayerActions } from './usePlayerActions.ts';
