import { createContext, useContext } from 'react';
import type { Bridge } from '../bridge/Bridge.ts';
import type { Stores } from './Stores.ts';

export interface BridgeAndStores {
  readonly bridge: Bridge;
  readonly stores: Stores;
}

export const BridgeContext = createContext<BridgeAndStores | null>(null);

/** The page's way to main, from the nearest `BridgeProvider`. */
export function useBridge(): Bridge {
  return useBridgeAndStores().bridge;
}

export function useStores(): Stores {
  return useBridgeAndStores().stores;
}

function useBridgeAndStores(): BridgeAndStores {
  const value = useContext(BridgeContext);
  if (value === null) throw new Error('A component that talks to main needs a BridgeProvider');
  return value;
}
