import { useHasPictureHere } from '../sink/index.ts';
import { useIsKnown, useNowPlaying } from '../../stores/index.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { EmptyPage } from './EmptyPage.tsx';
import styles from './NowPlayingPage.module.css';
import { TrackView } from './TrackView.tsx';
import { VideoView } from './VideoView.tsx';

/** What plays, cover or picture first; how to begin when nothing does. */
export function NowPlayingPage() {
  const isKnown = useIsKnown('nowPlaying');
  const track = useNowPlaying();
  const hasPictureHere = useHasPictureHere();
  return (
    <div className={styles.page}>
      {!isKnown ? (
        <Skeleton shape="cover" className={styles.loading ?? ''} />
      ) : track === null ? (
        <EmptyPage />
      ) : hasPictureHere ? (
        <VideoView track={track} />
      ) : (
        <TrackView track={track} />
      )}
    </div>
  );
}
