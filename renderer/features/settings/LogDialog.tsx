import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../electron/contract/errors.ts';
import { useErrorText } from '../../i18n/index.ts';
import { useBridge } from '../../stores/index.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import styles from './LogDialog.module.css';

type LogState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly text: string }
  | { readonly kind: 'failed'; readonly error: AppError };

/** The end of the log file, to read and to copy. */
export function LogDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('settings');
  const errorText = useErrorText();
  const log = useLog();
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
      {log.kind === 'failed' && <p role="alert">{errorText(log.error).message}</p>}
      {log.kind === 'read' && log.text === '' && <p>{t('logEmpty')}</p>}
      {log.kind === 'read' && log.text !== '' && (
        <pre className={styles.log} dir="ltr" tabIndex={0}>
          {log.text}
        </pre>
      )}
    </Dialog>
  );
}

function useLog(): LogState {
  const bridge = useBridge();
  const [state, setState] = useState<LogState>({ kind: 'reading' });
  useEffect(() => {
    const closed = new AbortController();
    void bridge.invoke('app.readLog', {}, { signal: closed.signal }).then((outcome) => {
      if (closed.signal.aborted) return;
      setState(
        outcome.ok
          ? { kind: 'read', text: outcome.value.text }
          : { kind: 'failed', error: outcome.error },
      );
    });
    return () => closed.abort();
  }, [bridge]);
  return state;
}
