import { LoaderCircle } from 'lucide-react';
import { DialogTrigger } from 'react-aria-components/Dialog';
import { useTranslation } from 'react-i18next';
import { useActivities } from '../../stores/index.ts';
import { Button } from '../../ui/Button.tsx';
import { DialogPopover } from '../../ui/Popover.tsx';
import { ActivityRow } from './ActivityRow.tsx';
import styles from './ActivitiesButton.module.css';

/** Says that work is under way and opens the list of it; not there when there is none. */
export function ActivitiesButton() {
  const { t } = useTranslation('activities');
  const activities = useActivities();
  if (activities.length === 0) return null;
  const count = activities.length;
  return (
    <DialogTrigger>
      <Button
        variant="quiet"
        className={styles.button ?? ''}
        icon={<LoaderCircle className={styles.turning} aria-hidden />}
      >
        {t('running', { count })}
      </Button>
      <DialogPopover label={t('label')} placement="top start">
        <ul className={styles.list}>
          {activities.map((activity) => (
            <ActivityRow key={activity.callId} activity={activity} />
          ))}
        </ul>
      </DialogPopover>
    </DialogTrigger>
  );
}
