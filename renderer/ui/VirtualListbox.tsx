import { Fragment, type HTMLAttributes, type ReactNode, type Ref } from 'react';
import { classNames } from './classNames.ts';
import type { ListRowProps } from './ListRow.tsx';
import type { VirtualRowsState } from './useVirtualRows.ts';
import styles from './VirtualListbox.module.css';

/** Where a row is, for its `ListRow`. */
export type ListRowPlace = Pick<ListRowProps, 'id' | 'place' | 'count' | 'startPx' | 'isActive'>;

export interface VirtualListboxProps extends Omit<
  HTMLAttributes<HTMLDivElement>,
  'children' | 'role' | 'tabIndex'
> {
  /** Rows have it with a dash and their place behind it. */
  readonly id: string;
  readonly label: string;
  readonly rows: VirtualRowsState;
  /** What scrolls. */
  readonly ref: Ref<HTMLDivElement>;
  readonly count: number;
  /** What the keyboard is on. */
  readonly activePlace: number;
  /** Drawn over the rows, in their coordinates. */
  readonly overlay?: ReactNode;
  /** Behind the last row. */
  readonly footer?: ReactNode;
  readonly children: (place: ListRowPlace) => ReactNode;
}

/**
 * A long list to choose several from: it holds the focus for all of its `ListRow`s, of which only what
 * is seen is drawn. Keys and selection are its owner's, since rows may not have come yet.
 */
export function VirtualListbox(props: VirtualListboxProps) {
  const {
    id,
    label,
    rows,
    ref,
    count,
    activePlace,
    overlay,
    footer,
    className,
    children,
    ...rest
  } = props;
  return (
    <div
      {...rest}
      ref={ref}
      className={classNames(styles.scroller, className)}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-multiselectable
      aria-activedescendant={`${id}-${activePlace}`}
    >
      <div
        className={styles.content}
        role="presentation"
        style={{ blockSize: `${rows.heightPx}px` }}
      >
        {rows.drawn.map(({ place, startPx }) => (
          <Fragment key={place}>
            {children({
              id: `${id}-${place}`,
              place,
              count,
              startPx,
              isActive: place === activePlace,
            })}
          </Fragment>
        ))}
        {overlay}
      </div>
      {footer}
    </div>
  );
}
