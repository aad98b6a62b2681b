export { useBridge } from './BridgeContext.ts';
export { BridgeProvider } from './BridgeProvider.tsx';
export { currentPositionMs } from './currentPositionMs.ts';
export type { Received } from './Stores.ts';
export {
  useActivities,
  useAppInfo,
  useConnection,
  useIsKnown,
  useNotices,
  useNowPlaying,
  usePlayback,
  usePlayer,
  useQueue,
  useSession,
  useSettings,
  useSink,
} from './topicHooks.ts';
