import { useRef, type ReactNode } from 'react';
import { useVirtualRows } from './useVirtualRows.ts';
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
  const { heightPx, drawn } = useVirtualRows({ scroller, count, rowHeightPx, onRange });
  return (
    <div ref={scroller} className={styles.scroller} role="list" tabIndex={0} aria-label={label}>
      <div className={styles.content} role="presentation" style={{ blockSize: `${heightPx}px` }}>
        {drawn.map(({ place, startPx }) => (
          <div
            key={place}
            className={styles.row}
            role="listitem"
            aria-setsize={count}
            aria-posinset={place + 1}
            style={{ transform: `translateY(${startPx}px)`, blockSize: `${rowHeightPx}px` }}
          >
            {children(place)}
          </div>
        ))}
      </div>
    </div>
  );
}
