import { Headphones } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { usePlaybackSink, usePlaysHere } from '../sink/index.ts';
import { useConnection, usePlayback, useSink } from '../../stores/index.ts';
import { Button } from '../../ui/Button.tsx';

/**
 * The one button that brings the sound here: the browser waits for a click, or another page plays, or
 * none does. Nothing otherwise.
 */
export function PlaybackPrompt() {
  const { t } = useTranslation('playerBar');
  const playback = usePlaybackSink();
  const playsHere = usePlaysHere();
  const isConnected = useConnection() === 'open';
  const suppression = usePlayback((received) => received?.value.suppression ?? null);
  const isEmpty = usePlayback((received) => (received?.value.status ?? 'empty') === 'empty');
  const otherPlays = useSink((sink) => sink !== null && sink.holder !== null) && !playsHere;

  // Who played before is not known to play on, and cannot be asked.
  if (!isConnected) return null;
  if (suppression === 'sinkBlocked' && playsHere) {
    return (
      <Button variant="primary" onPress={() => playback.startListening()}>
        {t('startListening')}
      </Button>
    );
  }
  if (isEmpty || (!otherPlays && suppression !== 'noSink')) return null;
  return (
    <Button
      variant={suppression === 'noSink' ? 'primary' : 'secondary'}
      icon={<Headphones aria-hidden />}
      onPress={() => void playback.playHere()}
    >
      {t('playHere')}
    </Button>
  );
}
