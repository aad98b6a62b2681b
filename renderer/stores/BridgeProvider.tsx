import { useMemo, type ReactNode } from 'react';
import type { Bridge } from '../bridge/Bridge.ts';
import { BridgeContext } from './BridgeContext.ts';
import type { Stores } from './Stores.ts';

interface BridgeProviderProps {
  readonly bridge: Bridge;
  /** Mirrors of the bridge's topics; see `connectStores`. */
  readonly stores: Stores;
  readonly children: ReactNode;
}

/** Gives everything below it the bridge and the mirrors of main's topics. */
export function BridgeProvider({ bridge, stores, children }: BridgeProviderProps) {
  const value = useMemo(() => ({ bridge, stores }), [bridge, stores]);
  return <BridgeContext value={value}>{children}</BridgeContext>;
}
