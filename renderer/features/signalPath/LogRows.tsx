import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionLogEntry } from '../../../electron/contract/signalPath.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './LogRows.module.css';

/** Of a row whose words fit on two lines; longer ones are measured. */
const usualRowPx = 44;
/** So near to the end counts as at the end. */
const endPx = 24;

/** The rows of the log. They follow the end, until the person scrolls away from it. */
export function LogRows({ entries }: { readonly entries: readonly SessionLogEntry[] }) {
  const { t } = useTranslation('signalPath');
  const scroller = useRef<HTMLDivElement>(null);
  const [follows, setFollows] = useState(true);
  // eslint-disable-next-line react-hooks/incompatible-library -- its values stay in this component
  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => usualRowPx,
    getItemKey: (index) => entries[index]?.index ?? index,
    overscan: 8,
    initialOffset: entries.length * usualRowPx,
  });
  const lastIndex = entries.at(-1)?.index;
  const heightPx = virtualizer.getTotalSize();
  useEffect(() => {
    const { current } = scroller;
    if (follows && current !== null && lastIndex !== undefined) {
      current.scrollTop = current.scrollHeight;
    }
  }, [follows, lastIndex, heightPx]);

  return (
    <>
      <div
        ref={scroller}
        className={styles.scroller}
        role="list"
        tabIndex={0}
        aria-label={t('log.label')}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) =>
          setFollows(scrollHeight - scrollTop - clientHeight < endPx)
        }
      >
        <div className={styles.content} role="presentation" style={{ blockSize: `${heightPx}px` }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const entry = entries[index];
            if (entry === undefined) return null;
            return (
              <div
                key={entry.index}
                ref={virtualizer.measureElement}
                className={styles.row}
                role="listitem"
                aria-setsize={entries.length}
                aria-posinset={index + 1}
                data-index={index}
                data-failed={entry.status !== 'ok' || undefined}
                style={{ transform: `translateY(${start}px)` }}
              >
                <time className={styles.time} dateTime={entry.at} dir="ltr">
                  {timeOf(entry.at)}
                </time>
                <span className={styles.event} dir="ltr">
                  {entry.event}
                </span>
                <span className={styles.topology} dir="ltr">
                  {entry.topologyId === null ? '' : `#${entry.topologyId}`}
                </span>
                <span className={styles.summary} dir="ltr">
                  {[entry.status === 'ok' ? '' : entry.status, entry.summary]
                    .filter((part) => part !== '')
                    .join(' · ')}
                </span>
              </div>
            );
          })}
        </div>
      </div>
      {!follows && (
        <div className={styles.follow}>
          <Button icon={<ArrowDown aria-hidden />} onPress={() => setFollows(true)}>
            {t('log.follow')}
          </Button>
        </div>
      )}
    </>
  );
}

/** `16:05:12.345`, the same in every language, as in the log file. */
function timeOf(at: string): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  return `${clock}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}
