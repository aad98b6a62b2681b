import { TriangleAlert } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../electron/contract/errors.ts';
import { useBridge, useNotices } from '../../stores/index.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useReadTime } from '../../ui/useReadTime.ts';
import { NoticeCard } from './NoticeCard.tsx';
import styles from './NoticeList.module.css';
import { useLocalNotices } from './NoticesContext.ts';

/** Long enough for two sentences. */
const readingMs = 12_000;

interface NoticeListProps {
  /** Where there is no room: only an icon to begin with, over everything when it is pressed. */
  readonly isCompact?: boolean;
}

interface ShownNotice {
  readonly key: string;
  readonly error: AppError;
  readonly at: string;
  readonly repeatCount: number;
  readonly dismiss: () => void;
}

/**
 * What went wrong, under the content: the newest in full, the others behind it. It folds to a small
 * button after a while, to give the content its room back, and stays until it is dismissed.
 */
export function NoticeList({ isCompact = false }: NoticeListProps) {
  const { t } = useTranslation('notices');
  const notices = useAllNotices();
  const box = useRef<HTMLElement>(null);
  const [showsAll, setShowsAll] = useState(false);
  const newest = notices[0];
  const isRead = useReadTime(
    newest === undefined ? null : `${newest.key} ${newest.repeatCount}`,
    box,
    readingMs,
  );
  const isFolded = isCompact || isRead;
  const isOpen = showsAll && notices.length > 0;
  const shown = isOpen ? notices : isFolded ? [] : notices.slice(0, 1);
  const waitingCount = notices.length - shown.length;
  const dismissAll = () => {
    setShowsAll(false);
    for (const notice of notices) notice.dismiss();
  };

  const foldedText = t('count', { count: notices.length });
  return (
    <section
      ref={box}
      className={styles.list}
      aria-label={t('label')}
      aria-live="polite"
      data-compact={isCompact || undefined}
      data-open={isOpen || undefined}
    >
      {shown.length > 0 && (
        <div className={styles.cards}>
          {shown.map(({ key, dismiss, ...notice }) => (
            <NoticeCard key={key} {...notice} onDismiss={dismiss} />
          ))}
        </div>
      )}
      {shown.length === 0 &&
        notices.length > 0 &&
        (isCompact ? (
          <IconButton
            className={styles.folded ?? ''}
            label={foldedText}
            icon={<TriangleAlert />}
            size="small"
            onPress={() => setShowsAll(true)}
          />
        ) : (
          <Button
            className={styles.folded ?? ''}
            icon={<TriangleAlert aria-hidden />}
            onPress={() => setShowsAll(true)}
          >
            {foldedText}
          </Button>
        ))}
      {shown.length > 0 && (waitingCount > 0 || isOpen) && (
        <div className={styles.more}>
          <Button variant="quiet" onPress={() => setShowsAll(!isOpen)}>
            {isOpen ? t('showLess') : t('more', { count: waitingCount })}
          </Button>
          <Button variant="quiet" onPress={dismissAll}>
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
