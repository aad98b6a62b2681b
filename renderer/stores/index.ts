export { useBridge } from './BridgeContext.ts';
export { BridgeProvider } from './BridgeProvider.tsx';
export { currentPositionMs } from './currentPositionMs.ts';
export type { Received } from './Stores.ts';
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
