import { TriangleAlert, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { errorTraits, type AppError } from '../../../electron/contract/errors.ts';
import { useErrorText } from '../../i18n/index.ts';
import { useAppInfo } from '../../stores/index.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyIconButton } from '../../ui/CopyButton.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { errorDetails } from './errorDetails.ts';
import styles from './NoticeCard.module.css';
import { useRemedyAction } from './useRemedyAction.ts';

interface NoticeCardProps {
  readonly error: AppError;
  /** ISO 8601. */
  readonly at: string;
  readonly repeatCount: number;
  readonly onDismiss: () => void;
}

/** What happened, what to do about it, and the details to copy. */
export function NoticeCard({ error, at, repeatCount, onDismiss }: NoticeCardProps) {
  const { t } = useTranslation(['notices', 'errors', 'ui']);
  const text = useErrorText()(error);
  const appInfo = useAppInfo();
  const remedy = useRemedyAction(errorTraits[error.code].remedy);

  return (
    <article className={styles.card}>
      <TriangleAlert className={styles.icon} aria-hidden />
      <div className={styles.text}>
        <h3 className={styles.title}>{text.title}</h3>
        <p className={styles.message}>
          {text.message} {text.remedy}
        </p>
        {repeatCount > 0 && (
          <p className={styles.repeated}>{t('notices:repeated', { count: repeatCount })}</p>
        )}
        {remedy !== null && (
          <Button
            variant="primary"
            className={styles.remedy ?? ''}
            onPress={() => {
              remedy.run();
              onDismiss();
            }}
          >
            {t(`errors:action.${remedy.name}`)}
          </Button>
        )}
      </div>
      <div className={styles.actions}>
        <CopyIconButton
          label={t('notices:copyDetails')}
          text={() => errorDetails([error], at, appInfo)}
        />
        <IconButton label={t('notices:dismiss')} icon={<X />} size="small" onPress={onDismiss} />
      </div>
    </article>
  );
}
