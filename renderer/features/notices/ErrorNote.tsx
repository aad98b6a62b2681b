import { TriangleAlert } from 'lucide-react';
import type { AppError } from '../../../electron/contract/errors.ts';
import { useErrorText } from '../../i18n/index.ts';
import { CopyErrorsButton } from './CopyErrorsButton.tsx';
import styles from './ErrorNote.module.css';

/** An error beside what it is about: what happened, what to do, and the details to copy. */
export function ErrorNote({ error }: { readonly error: AppError }) {
  const { title, message, remedy } = useErrorText()(error);
  if (error.code === 'app.cancelled') return null;
  return (
    <div className={styles.problem} role="alert">
      <TriangleAlert aria-hidden />
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        <p>{[message, remedy].filter((part) => part !== null).join(' ')}</p>
        <CopyErrorsButton variant="quiet" errors={[error]} />
      </div>
    </div>
  );
}
