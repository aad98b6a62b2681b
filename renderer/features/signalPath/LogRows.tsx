import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionLogEntry } from '../../../electron/contract/signalPath.ts';
import { useFormats } from '../../i18n/index.ts';
import { Button } from '../../ui/Button.tsx';
import { foldEntries } from './foldEntries.ts';
import styles from './LogRows.module.css';

/** Of a row whose words fit on two lines; longer ones are measured. */
const usualRowPx = 44;
/** So near to the end counts as at the end. */
const endPx = 24;

/** The rows of the log: each with its time, under its day. They follow the end, until the person scrolls away from it. */
export function LogRows({ entries }: { readonly entries: readonly SessionLogEntry[] }) {
  const { t } = useTranslation('signalPath');
  const formats = useFormats();
  const rows = useMemo(() => foldEntries(entries), [entries]);
  const scroller = useRef<HTMLDivElement>(null);
  const [follows, setFollows] = useState(true);
  // eslint-disable-next-line react-hooks/incompatible-library -- its values stay in this component
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => usualRowPx,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 8,
    initialOffset: rows.length * usualRowPx,
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
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <div
                key={row.key}
                ref={virtualizer.measureElement}
                className={row.kind === 'day' ? styles.day : styles.row}
                role="listitem"
                aria-setsize={rows.length}
                aria-posinset={index + 1}
                data-index={index}
                data-failed={(row.kind === 'event' && row.entry.status !== 'ok') || undefined}
                style={{ transform: `translateY(${start}px)` }}
              >
                {row.kind === 'day' ? (
                  formats.day(row.day)
                ) : (
                  <EventCells entry={row.entry} count={row.count} />
                )}
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

/** @param count how often the event came */
function EventCells({ entry, count }: { readonly entry: SessionLogEntry; readonly count: number }) {
  const { t } = useTranslation('signalPath');
  return (
    <>
      <time className={styles.time} dateTime={entry.at} dir="ltr">
        {timeOf(entry.at)}
      </time>
      <span className={styles.event}>
        <bdi dir="ltr">{entry.event}</bdi>
        {count > 1 && <span className={styles.repeated}>{t('log.repeated', { count })}</span>}
      </span>
      <span className={styles.topology} dir="ltr">
        {entry.topologyId === null ? '' : `#${entry.topologyId}`}
      </span>
      <span className={styles.summary} dir="ltr">
        {[entry.status === 'ok' ? '' : entry.status, entry.summary]
          .filter((part) => part !== '')
          .join(' · ')}
      </span>
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
