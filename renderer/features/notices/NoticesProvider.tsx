import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import type { AppError } from '../../../electron/contract/errors.ts';
import { NoticesContext, type LocalNotice } from './NoticesContext.ts';

/** More than this many notices of the page itself are not kept; the oldest go. */
const maximumLocalNotices = 20;

/** Keeps what went wrong in this page, for `NoticeList` below it. */
export function NoticesProvider({ children }: { readonly children: ReactNode }) {
  const [notices, setNotices] = useState<readonly LocalNotice[]>([]);
  const lastId = useRef(0);

  const tell = useCallback((error: AppError) => {
    if (error.code === 'app.cancelled' || error.code === 'ipc.disconnected') return;
    lastId.current += 1;
    const fresh: LocalNotice = {
      localId: lastId.current,
      error,
      at: new Date().toISOString(),
      repeatCount: 0,
    };
    setNotices((before) => withNotice(before, fresh));
  }, []);

  const dismiss = useCallback((localId: number) => {
    setNotices((before) => before.filter((notice) => notice.localId !== localId));
  }, []);

  const value = useMemo(() => ({ notices, dismiss, tell }), [notices, dismiss, tell]);
  return <NoticesContext value={value}>{children}</NoticesContext>;
}

function withNotice(before: readonly LocalNotice[], fresh: LocalNotice): readonly LocalNotice[] {
  const same = before.find(
    ({ error }) => error.code === fresh.error.code && error.subject === fresh.error.subject,
  );
  if (same === undefined) return [...before, fresh].slice(-maximumLocalNotices);
  return before.map((notice) =>
    notice === same ? { ...notice, repeatCount: notice.repeatCount + 1 } : notice,
  );
}
