import { useLayoutEffect, useMemo, type ReactNode } from 'react';
import type { Bridge } from '../bridge/Bridge.ts';
import { BridgeContext } from './BridgeContext.ts';
import { connectStores } from './connectStores.ts';
import { createStores } from './Stores.ts';

interface BridgeProviderProps {
  readonly bridge: Bridge;
  readonly children: ReactNode;
}

/** Gives everything below it the bridge and mirrors of main's topics, connected while it is mounted. */
export function BridgeProvider({ bridge, children }: BridgeProviderProps) {
  const value = useMemo(() => ({ bridge, stores: createStores() }), [bridge]);
  useLayoutEffect(() => connectStores(value.stores, value.bridge), [value]);
  return <BridgeContext value={value}>{children}</BridgeContext>;
}
