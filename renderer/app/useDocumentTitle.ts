import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { trackTitle } from '../features/playerBar/index.ts';
import { useNowPlaying, usePlayback } from '../stores/index.ts';

/** Shows in the tab or task bar what plays. */
export function useDocumentTitle(): void {
  const { t } = useTranslation('app');
  const nowPlaying = useNowPlaying();
  const isPlaying = usePlayback((received) => received?.value.status === 'playing');
  useEffect(() => {
    if (nowPlaying === null || !isPlaying) {
      document.title = t('name');
      return;
    }
    const { title, artist } = trackTitle(nowPlaying);
    document.title = artist === null ? title : `${title} – ${artist}`;
  }, [isPlaying, nowPlaying, t]);
}
