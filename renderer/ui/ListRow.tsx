import type { HTMLAttributes, ReactNode } from 'react';
import { classNames } from './classNames.ts';
import styles from './ListRow.module.css';

export interface ListRowProps extends HTMLAttributes<HTMLDivElement> {
  /** What `aria-activedescendant` of the list refers to. */
  readonly id: string;
  /** Place in the list, from 0; the element has it as `data-place`. */
  readonly place: number;
  readonly count: number;
  readonly startPx: number;
  readonly isSelected: boolean;
  /** The keyboard of the list is on it. */
  readonly isActive: boolean;
  readonly children: ReactNode;
}

/** One row of a virtual `listbox`, which holds the focus for all of them. */
export function ListRow(props: ListRowProps) {
  const { place, count, startPx, isSelected, isActive, className, ...rest } = props;
  return (
    <div
      {...rest}
      className={classNames(styles.row, className)}
      role="option"
      aria-selected={isSelected}
      aria-posinset={place + 1}
      aria-setsize={count}
      data-place={place}
      data-active={isActive || undefined}
      style={{ transform: `translateY(${startPx}px)` }}
    />
  );
}
