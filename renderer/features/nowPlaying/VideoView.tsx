import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { NowPlaying } from '../../../electron/contract/playback.ts';
import { usePictureHost } from '../sink/index.ts';
import { usePlayback } from '../../stores/index.ts';
import { HiddenTooltipsContext } from '../../ui/Tooltip.tsx';
import { useFullScreen } from '../../ui/useFullScreen.ts';
import { trackTitle, usePlayerActions } from '../playerBar/index.ts';
import { useIdle } from './useIdle.ts';
import { VideoControls } from './VideoControls.tsx';
import styles from './VideoView.module.css';

/** How long the controls stay when nobody moves. */
const controlsMs = 2_500;

/**
 * The playing picture. While the page is on the whole screen, however it came there, the picture covers
 * all of it. A click pauses, a double click changes to the whole screen and back.
 */
export function VideoView({ track }: { readonly track: NonNullable<NowPlaying> }) {
  const { t } = useTranslation('video');
  const host = usePictureHost();
  const actions = usePlayerActions();
  const isPlaying = usePlayback((received) => received?.value.intent === 'play');
  const { isFullScreen, toggle } = useFullScreen();
  const { isIdle, wake } = useIdle(controlsMs);
  const view = useRef<HTMLElement>(null);
  useEffect(() => {
    // A field that the picture covers would go on taking letters, unseen.
    if (isFullScreen && view.current?.contains(document.activeElement) === false) {
      view.current.focus();
    }
  }, [isFullScreen]);

  return (
    <section
      ref={view}
      tabIndex={-1}
      className={styles.view}
      aria-label={t('label')}
      data-full-screen={isFullScreen || undefined}
      data-idle={(isIdle && isPlaying) || undefined}
      onPointerMove={wake}
      onPointerDown={wake}
      onKeyDown={wake}
      onFocus={wake}
    >
      <div
        ref={host}
        className={styles.picture}
        onClick={(event) => {
          if (event.detail === 1) actions.togglePlay();
        }}
        onDoubleClick={() => {
          // The first click of the two has paused it, or let it go on.
          actions.togglePlay();
          toggle();
        }}
      />
      <p className={styles.elsewhere}>{t('inMiniPlayer')}</p>
      <HiddenTooltipsContext value={isIdle && isPlaying}>
        <VideoControls
          title={trackTitle(track).title}
          isFullScreen={isFullScreen}
          onToggleFullScreen={toggle}
        />
      </HiddenTooltipsContext>
    </section>
  );
}
