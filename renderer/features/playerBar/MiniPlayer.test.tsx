import { cleanup } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { renderWithBridge } from '../../testing/renderWithBridge.tsx';
import { sampleNowPlaying } from '../../testing/samples.ts';
import { MiniPlayer } from './MiniPlayer.tsx';
import { usePlayerActions } from './usePlayerActions.ts';

function Mini({ isInPage }: { readonly isInPage: boolean }) {
  return <MiniPlayer actions={usePlayerActions()} onLeave={null} isInPage={isInPage} />;
}

afterEach(cleanup);

it.each([
  ['a video in the page itself has its picture there', true, true, 1],
  ['a video in a window of its own keeps its cover', true, false, 0],
  ['what has no picture has its cover', false, true, 0],
])('%s', (_name, hasVideo, isInPage, attachedCount) => {
  const { playback, emit } = renderWithBridge(<Mini isInPage={isInPage} />);
  const attach = vi.spyOn(playback, 'attachVideo');
  emit('nowPlaying', { ...sampleNowPlaying, hasVideo });
  expect(attach).toHaveBeenCalledTimes(attachedCount);
});
