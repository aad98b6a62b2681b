import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../electron/contract/errors.ts';
import { useBridge } from '../../stores/index.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { ErrorState } from '../notices/index.ts';
import { LogLines } from './LogLines.tsx';

type LogState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly text: string }
  | { readonly kind: 'failed'; readonly error: AppError };

/** The end of the log file, to read and to copy. */
export function LogDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('settings');
  const { log, retry } = useLog();
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('log')}
      size="large"
      actions={
        log.kind === 'read' &&
        log.text !== '' && <CopyButton label={t('copyLog')} text={() => log.text} />
      }
    >
      {log.kind === 'reading' && <Skeleton count={8} />}
      {log.kind === 'failed' && <ErrorState error={log.error} onRetry={retry} />}
      {log.kind === 'read' && log.text === '' && <p>{t('logEmpty')}</p>}
      {log.kind === 'read' && log.text !== '' && <LogLines text={log.text} />}
    </Dialog>
  );
}

function useLog(): { readonly log: LogState; readonly retry: () => void } {
  const bridge = useBridge();
  const [log, setLog] = useState<LogState>({ kind: 'reading' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const closed = new AbortController();
    void bridge.invoke('app.readLog', {}, { signal: closed.signal }).then((outcome) => {
      if (closed.signal.aborted) return;
      setLog(
        outcome.ok
          ? { kind: 'read', text: outcome.value.text }
          : { kind: 'failed', error: outcome.error },
      );
    });
    return () => closed.abort();
  }, [bridge, attempt]);
  const retry = () => {
    setLog({ kind: 'reading' });
    setAttempt((count) => count + 1);
  };
  return { log, retry };
}
