import { useEffect, useState, useSyncExternalStore } from 'react';
import type { SessionLogEntry } from '../../../electron/contract/signalPath.ts';
import { useBridge, useSession } from '../../stores/index.ts';
import { SessionLog } from './SessionLog.ts';

/** The session's events, oldest first, while the component is there. */
export function useSessionLog(): readonly SessionLogEntry[] {
  const bridge = useBridge();
  const [log] = useState(() => new SessionLog(bridge));
  const lastIndex = useSession((session) => session?.value.lastLogIndex ?? -1);
  useEffect(() => log.readUpTo(lastIndex), [log, lastIndex]);
  return useSyncExternalStore(
    (listener) => log.subscribe(listener),
    () => log.entries,
  );
}
