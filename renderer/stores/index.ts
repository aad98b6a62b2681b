export { useBridge } from './BridgeContext.ts';
export { BridgeProvider } from './BridgeProvider.tsx';
export { connectStores } from './connectStores.ts';
export { currentPositionMs } from './currentPositionMs.ts';
export { createStores, type Received, type Stores } from './Stores.ts';
export {
  useActivities,
  useAppInfo,
  useConnection,
  useDevices,
  useDeviceSources,
  useIsKnown,
  useListings,
  useNotices,
  useNowPlaying,
  usePlayback,
  usePlayer,
  useQueue,
  useSession,
  useSettings,
  useSink,
  useTransferPlans,
  useTransfers,
} from './topicHooks.ts';
export type { RowPages } from './RowPages.ts';
export { onlyRow, selectedCount, type RowSelection } from './RowSelection.ts';
export { useRowPages } from './useRowPages.ts';
export { useRowSelection, type Reach, type RowSelectionState } from './useRowSelection.ts';
