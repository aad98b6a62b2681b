import { useTranslation } from 'react-i18next';
import type { NowPlaying } from '../../../electron/contract/playback.ts';
import { isolate } from '../../i18n/index.ts';
import { Cover } from '../../ui/Cover.tsx';
import { ErrorNote } from '../notices/index.ts';
import { trackTitle } from '../playerBar/index.ts';
import styles from './TrackView.module.css';
import { UpNext } from './UpNext.tsx';
import { useFormatLine } from './useFormatLine.ts';

/** The current track, its cover first. */
export function TrackView({ track }: { readonly track: NonNullable<NowPlaying> }) {
  const { t } = useTranslation('nowPlaying');
  const { title, artist } = trackTitle(track);
  const { album, year } = track.tags;
  const formatLine = useFormatLine(track.format);
  return (
    <div className={styles.view}>
      <div className={styles.stage}>
        <Cover
          key={track.artId ?? track.entryId}
          artId={track.artId}
          seed={album ?? title}
          hasVideo={track.hasVideo}
          isWhole
          className={styles.cover}
          alt={t('cover', { name: isolate(album ?? title) })}
        />
      </div>
      <div className={styles.side}>
        <div className={styles.words}>
          <h1 className={styles.title} dir="auto">
            {title}
          </h1>
          {artist !== null && (
            <p className={styles.artist} dir="auto">
              {artist}
            </p>
          )}
          {album !== undefined && (
            <p className={styles.album} dir="auto">
              {year === undefined ? album : t('albumYear', { album: isolate(album), year })}
            </p>
          )}
          {formatLine.length > 0 && (
            <p className={styles.format}>
              {formatLine.map((part) => (
                <bdi key={part}>{part}</bdi>
              ))}
              {track.format.lossless === true && (
                <span className={styles.badge}>{t('lossless')}</span>
              )}
            </p>
          )}
        </div>
        {track.error !== null && <ErrorNote error={track.error} />}
        <UpNext />
      </div>
    </div>
  );
}
