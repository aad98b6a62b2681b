import { Headphones } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isolate } from '../../i18n/index.ts';
import { usePlaybackSink, usePlaysHere } from '../sink/index.ts';
import { usePlayback, useSink } from '../../stores/index.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './PlaybackPlace.module.css';

/** Where it sounds when that is not here, or why it does not, with the one button that changes it. */
export function PlaybackPlace() {
  const { t } = useTranslation('nowPlaying');
  const playback = usePlaybackSink();
  const playsHere = usePlaysHere();
  const holder = useSink((sink) => sink?.holder?.label ?? null);
  const isBlocked = usePlayback(
    (received) => received?.value.suppression === 'sinkBlocked' && received.value.intent === 'play',
  );
  if (playsHere && !isBlocked) return null;
  if (!playsHere && holder === null) return null;
  return (
    <div className={styles.place} role="status">
      <Headphones aria-hidden />
      {playsHere ? (
        <>
          <span className={styles.text}>{t('blocked')}</span>
          <Button variant="primary" onPress={() => playback.startListening()}>
            {t('startListening')}
          </Button>
        </>
      ) : (
        <>
          <span className={styles.text}>{t('elsewhere', { device: isolate(holder ?? '') })}</span>
          <Button onPress={() => void playback.playHere()}>{t('playHere')}</Button>
        </>
      )}
    </div>
  );
}
