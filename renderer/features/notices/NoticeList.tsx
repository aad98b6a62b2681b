import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../electron/contract/errors.ts';
import { useBridge, useNotices } from '../../stores/index.ts';
import { Button } from '../../ui/Button.tsx';
import { NoticeCard } from './NoticeCard.tsx';
import styles from './NoticeList.module.css';
import { useLocalNotices } from './NoticesContext.ts';

/** So many are shown; the others wait behind them. */
const shownCount = 2;

interface ShownNotice {
  readonly key: string;
  readonly error: AppError;
  readonly at: string;
  readonly repeatCount: number;
  readonly dismiss: () => void;
}

/** What went wrong, newest first, over the content; stays until it is dismissed. */
export function NoticeList() {
  const { t } = useTranslation('notices');
  const notices = useAllNotices();
  const waitingCount = notices.length - shownCount;

  return (
    <section className={styles.list} aria-label={t('label')} aria-live="polite">
      {notices.slice(0, shownCount).map(({ key, dismiss, ...notice }) => (
        <NoticeCard key={key} {...notice} onDismiss={dismiss} />
      ))}
      {waitingCount > 0 && (
        <div className={styles.more}>
          <span>{t('more', { count: waitingCount })}</span>
          <Button
            variant="quiet"
            onPress={() => {
              for (const notice of notices) notice.dismiss();
            }}
          >
            {t('dismissAll')}
          </Button>
        </div>
      )}
    </section>
  );
}

function useAllNotices(): readonly ShownNotice[] {
  const bridge = useBridge();
  const ofMain = useNotices();
  const local = useLocalNotices();
  const all: ShownNotice[] = [
    ...ofMain.map(({ noticeId, error, at, repeatCount }) => ({
      key: `main-${noticeId}`,
      error,
      at,
      repeatCount,
      dismiss: () => void bridge.invoke('app.dismissNotice', { noticeId }),
    })),
    ...local.notices.map(({ localId, error, at, repeatCount }) => ({
      key: `page-${localId}`,
      error,
      at,
      repeatCount,
      dismiss: () => local.dismiss(localId),
    })),
  ];
  return all.toSorted((first, second) => second.at.localeCompare(first.at));
}
