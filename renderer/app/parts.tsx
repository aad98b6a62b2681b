export { NowPlayingPage } from '../features/nowPlaying/index.ts';
export { QueuePanel } from '../features/queue/index.ts';

export function SignalPathPanel({ actions: _actions }: { readonly actions: React.ReactNode }) {
  return null;
}
export function SignalPathPage() {
  return null;
}
