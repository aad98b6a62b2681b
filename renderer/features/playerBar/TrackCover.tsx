import { useNowPlaying } from '../../stores/index.ts';
import { Cover } from '../../ui/Cover.tsx';
import { trackTitle } from './trackTitle.ts';

/** The cover of what plays; a blank tile where nothing does. Fills the width given by `className`. */
export function TrackCover({ className }: { readonly className: string | undefined }) {
  const nowPlaying = useNowPlaying();
  return (
    <Cover
      artId={nowPlaying?.artId ?? null}
      seed={nowPlaying === null ? '' : (nowPlaying.tags.album ?? trackTitle(nowPlaying).title)}
      hasVideo={nowPlaying?.hasVideo ?? false}
      className={className}
    />
  );
}
