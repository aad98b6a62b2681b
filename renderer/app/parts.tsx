export function QueuePanel() {
  return null;
}
export function SignalPathPanel() {
  return null;
}
export function NowPlayingPage() {
  return null;
}
export function SignalPathPage() {
  return null;
}
