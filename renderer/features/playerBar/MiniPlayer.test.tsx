import { act, cleanup } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { renderWithBridge } from '../../testing/renderWithBridge.tsx';
import { sampleNowPlaying } from '../../testing/samples.ts';
import { MiniPlayer } from './MiniPlayer.tsx';
import { usePlayerActions } from './usePlayerActions.ts';

function Mini() {
  return <MiniPlayer actions={usePlayerActions()} onLeave={null} />;
}

afterEach(cleanup);

it.each([
  ['a video has its picture there', true, true, 1],
  ['a video that plays in another page has its cover', true, false, 0],
  ['what has no picture has its cover', false, true, 0],
])('%s', (_name, hasVideo, isHere, attachedCount) => {
  const { playback, emit } = renderWithBridge(<Mini />);
  act(() => playback.setHere(isHere));
  const attach = vi.spyOn(playback, 'attachVideo');
  emit('nowPlaying', { ...sampleNowPlaying, hasVideo });
  expect(attach).toHaveBeenCalledTimes(attachedCount);
});
