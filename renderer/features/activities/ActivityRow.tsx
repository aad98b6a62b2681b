import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Activity } from '../../../electron/contract/activities.ts';
import { isolate } from '../../i18n/index.ts';
import { useBridge } from '../../stores/index.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import styles from './ActivityRow.module.css';

/** One piece of work with its progress and a way to end it. */
export function ActivityRow({ activity }: { readonly activity: Activity }) {
  const { t } = useTranslation('activities');
  const bridge = useBridge();
  const { callId, kind, subject, doneCount, totalCount } = activity;
  const isMeasured = totalCount !== null && totalCount > 0;
  return (
    <li className={styles.row}>
      <div className={styles.progress}>
        <ProgressBar
          label={t(`kind.${kind}`, { subject: isolate(subject) })}
          fraction={isMeasured ? Math.min(1, doneCount / totalCount) : null}
        />
        <span className={styles.count}>
          {isMeasured
            ? t('progress', { done: doneCount, total: totalCount })
            : t('soFar', { count: doneCount })}
        </span>
      </div>
      <IconButton
        label={t('cancel')}
        icon={<X />}
        size="small"
        onPress={() => void bridge.invoke('app.cancelActivity', { callId })}
      />
    </li>
  );
}
