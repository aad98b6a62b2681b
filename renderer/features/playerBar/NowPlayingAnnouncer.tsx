import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isolate } from '../../i18n/index.ts';
import { useNowPlaying } from '../../stores/index.ts';
import { trackTitle } from './trackTitle.ts';

/** Tells screen readers politely when another entry plays; not the one the page opened with. */
export function NowPlayingAnnouncer() {
  const { t } = useTranslation('playerBar');
  const nowPlaying = useNowPlaying();
  const [message, setMessage] = useState('');
  const toldEntryId = useRef<string | null>(null);

  useEffect(() => {
    if (nowPlaying === null || nowPlaying.entryId === toldEntryId.current) return;
    const isFirst = toldEntryId.current === null;
    toldEntryId.current = nowPlaying.entryId;
    if (isFirst) return;
    const { title, artist } = trackTitle(nowPlaying);
    setMessage(
      artist === null
        ? t('nowPlaying', { title: isolate(title) })
        : t('nowPlayingBy', { title: isolate(title), artist: isolate(artist) }),
    );
  }, [nowPlaying, t]);

  return (
    <div role="status" className="visually-hidden">
      {message}
    </div>
  );
}
