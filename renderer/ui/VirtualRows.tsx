import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode } from 'react';
import styles from './VirtualRows.module.css';

export interface VirtualRowsProps {
  readonly label: string;
  readonly count: number;
  readonly rowHeightPx: number;
  /** The places in view and somewhat around them. */
  readonly onRange: (first: number, last: number) => void;
  readonly children: (place: number) => ReactNode;
}

/** A long list to be read, not to be chosen from: only what is seen is drawn. */
export function VirtualRows({ label, count, rowHeightPx, onRange, children }: VirtualRowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- its values stay in this component
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 8,
  });
  const { range } = virtualizer;
  useEffect(() => {
    if (range !== null && count > 0) {
      onRange(Math.max(0, range.startIndex - 10), Math.min(count - 1, range.endIndex + 10));
    }
  });
  return (
    <div ref={scroller} className={styles.scroller} role="list" tabIndex={0} aria-label={label}>
      <div
        className={styles.content}
        role="presentation"
        style={{ blockSize: `${virtualizer.getTotalSize()}px` }}
      >
        {virtualizer.getVirtualItems().map(({ index, start }) => (
          <div
            key={index}
            className={styles.row}
            role="listitem"
            aria-setsize={count}
            aria-posinset={index + 1}
            style={{ transform: `translateY(${start}px)`, blockSize: `${rowHeightPx}px` }}
          >
            {children(index)}
          </div>
        ))}
      </div>
    </div>
  );
}
