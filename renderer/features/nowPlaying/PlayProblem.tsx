import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../electron/contract/errors.ts';
import { useErrorText } from '../../i18n/index.ts';
import { useAppInfo } from '../../stores/index.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { errorDetails } from '../notices/index.ts';
import styles from './PlayProblem.module.css';

/** Why the current entry does not play, what to do, and the details to copy. */
export function PlayProblem({ error }: { readonly error: AppError }) {
  const { t } = useTranslation('nowPlaying');
  const { title, message, remedy } = useErrorText()(error);
  const appInfo = useAppInfo();
  return (
    <div className={styles.problem} role="alert">
      <TriangleAlert aria-hidden />
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        <p>{[message, remedy].filter((part) => part !== null).join(' ')}</p>
        <CopyButton
          variant="quiet"
          label={t('copyDetails')}
          text={() => errorDetails(error, new Date().toISOString(), appInfo)}
        />
      </div>
    </div>
  );
}
