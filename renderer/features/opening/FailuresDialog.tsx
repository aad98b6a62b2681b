import { FileX2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../electron/contract/errors.ts';
import { useErrorText } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { CopyErrorsButton } from '../notices/index.ts';
import styles from './FailuresDialog.module.css';

interface FailuresDialogProps {
  readonly isOpen: boolean;
  /** The first few. */
  readonly failures: readonly AppError[];
  /** All of them. */
  readonly failedCount: number;
  readonly onClose: () => void;
}

/** What could not be opened, why, and what to do about it. */
export function FailuresDialog({ isOpen, failures, failedCount, onClose }: FailuresDialogProps) {
  const { t } = useTranslation('opening');
  const errorText = useErrorText();
  const omittedCount = failedCount - failures.length;

  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('failures.title')}
      actions={<CopyErrorsButton errors={failures} />}
    >
      <ul className={styles.list}>
        {failures.map((error, index) => {
          const { title, message, remedy } = errorText(error);
          return (
            // Two files may fail alike; the list never changes.
            <li key={index} className={styles.failure}>
              <FileX2 aria-hidden />
              <div>
                <p className={styles.title}>{title}</p>
                <p className={styles.text}>{[message, remedy].filter(Boolean).join(' ')}</p>
              </div>
            </li>
          );
        })}
      </ul>
      {omittedCount > 0 && (
        <p className={styles.text}>{t('failures.more', { count: omittedCount })}</p>
      )}
    </Dialog>
  );
}
