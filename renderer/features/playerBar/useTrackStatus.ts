import { useTranslation } from 'react-i18next';
import { isolate, useErrorText } from '../../i18n/index.ts';
import { usePlaysHere } from '../sink/index.ts';
import { useConnection, useNowPlaying, usePlayback, useSink } from '../../stores/index.ts';
import { trackTitle } from './trackTitle.ts';

interface TrackStatus {
  readonly title: string;
  /** The artist, or what keeps it from sounding. */
  readonly line: string;
  readonly tone: 'plain' | 'accent' | 'danger';
}

/** The two lines that tell what is playing. */
export function useTrackStatus(): TrackStatus {
  const { t } = useTranslation('playerBar');
  const errorText = useErrorText();
  const nowPlaying = useNowPlaying();
  const playsHere = usePlaysHere();
  const isConnected = useConnection() === 'open';
  const suppression = usePlayback((received) => received?.value.suppression ?? null);
  const holder = useSink((sink) => sink?.holder?.label ?? null);

  if (nowPlaying === null) {
    return { title: t('nothingPlaying'), line: t('dropHint'), tone: 'plain' };
  }
  const { title, artist } = trackTitle(nowPlaying);
  if (nowPlaying.error !== null) {
    return { title, line: errorText(nowPlaying.error).title, tone: 'danger' };
  }
  if (isConnected && suppression !== null)
    return { title, line: t(`state.${suppression}`), tone: 'accent' };
  // A page that lost the connection has lost the lease, too, without anybody else playing.
  if (isConnected && holder !== null && !playsHere) {
    return { title, line: t('playingElsewhere', { device: isolate(holder) }), tone: 'accent' };
  }
  return { title, line: artist ?? nowPlaying.tags.album ?? '', tone: 'plain' };
}
