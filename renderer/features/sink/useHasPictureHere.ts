import { useNowPlaying } from '../../stores/index.ts';
import { usePlaysHere } from './usePlaysHere.ts';

/** Does something with a picture play in this page? */
export function useHasPictureHere(): boolean {
  const playsHere = usePlaysHere();
  const hasPicture = useNowPlaying((track) => track?.hasVideo === true && track.error === null);
  return hasPicture && playsHere;
}
