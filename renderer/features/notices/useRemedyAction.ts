import type { Remedy } from '../../../electron/contract/errors.ts';
import { usePlaybackSink } from '../sink/index.ts';
import { useBridge, useSink } from '../../stores/index.ts';

interface RemedyAction {
  readonly name: 'startListening' | 'reload' | 'signIn';
  readonly run: () => void;
}

/** The remedies one press can do; the others are only said. */
export function useRemedyAction(remedy: Remedy): RemedyAction | null {
  const bridge = useBridge();
  const playback = usePlaybackSink();
  const isBlocked = useSink((sink) => sink?.blocked ?? false);
  switch (remedy) {
    case 'startListening':
      return {
        name: 'startListening',
        run: () => {
          if (isBlocked) playback.startListening();
          else void playback.playHere();
        },
      };
    case 'reload':
      return { name: 'reload', run: () => location.reload() };
    case 'signIn':
      return { name: 'signIn', run: () => bridge.reconnect() };
    default:
      return null;
  }
}
