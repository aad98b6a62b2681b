import { useMemo } from 'react';
import { useStores } from '../../stores/BridgeContext.ts';
import { useBridge } from '../../stores/index.ts';
import { useTellError } from '../notices/index.ts';
import { PlayerActions } from './PlayerActions.ts';

/** What a person can do to the player; the same object while the component lives. */
export function usePlayerActions(): PlayerActions {
  const bridge = useBridge();
  const stores = useStores();
  const tell = useTellError();
  return useMemo(() => new PlayerActions(bridge, stores, tell), [bridge, stores, tell]);
}
