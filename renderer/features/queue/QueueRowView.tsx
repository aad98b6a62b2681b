import { Pause, TriangleAlert, Volume2 } from 'lucide-react';
import { memo } from 'react';
import type { QueueRow } from '../../../electron/contract/queue.ts';
import { Cover } from '../../ui/Cover.tsx';
import { TitleLines } from '../../ui/TitleLines.tsx';
import styles from './QueueRowView.module.css';
import type { RowDescription, RowPlaying } from './useRowDescription.ts';
import { rowTitle } from './rowText.ts';

export interface QueueRowViewProps {
  readonly id: string;
  /** `undefined` while it has not come. */
  readonly row: QueueRow | undefined;
  /** Place in the list, from 0. */
  readonly place: number;
  readonly count: number;
  readonly startPx: number;
  readonly isSelected: boolean;
  readonly isActive: boolean;
  readonly playing: RowPlaying;
  /** A row formats nothing itself, so that 50,000 of them scroll smoothly. */
  readonly description: RowDescription;
  /** Said by a screen reader while the row has not come. */
  readonly loadingText: string;
}

/** One row of the queue. It holds no state and no handlers: the list has them. */
export const QueueRowView = memo(function QueueRowView(props: QueueRowViewProps) {
  const { row, place, playing } = props;
  const { duration, problem, spoken } = props.description;
  return (
    <div
      id={props.id}
      className={styles.row}
      role="option"
      aria-selected={props.isSelected}
      aria-posinset={place + 1}
      aria-setsize={props.count}
      data-place={place}
      data-active={props.isActive || undefined}
      style={{ transform: `translateY(${props.startPx}px)` }}
      {...(playing === null ? {} : { 'aria-current': 'true' as const })}
    >
      {row === undefined ? (
        <span className={styles.blank}>
          <span className="visually-hidden">{props.loadingText}</span>
        </span>
      ) : (
        <>
          <span className={styles.cover}>
            <Cover artId={row.artId} seed={row.album ?? rowTitle(row)} hasVideo={row.hasVideo} />
            {playing !== null && (
              <span className={styles.indicator}>
                {playing === 'playing' ? <Volume2 aria-hidden /> : <Pause aria-hidden />}
              </span>
            )}
          </span>
          <TitleLines
            title={rowTitle(row)}
            line={problem ?? row.artist}
            tone={problem === null ? 'plain' : 'danger'}
            isCurrent={playing !== null}
          />
          {problem !== null && (
            <span className={styles.badge}>
              <TriangleAlert aria-hidden />
            </span>
          )}{' '}
          <span className="visually-hidden">{spoken}</span>
          {duration !== '' && (
            <span className={styles.duration} dir="ltr" aria-hidden>
              {duration}
            </span>
          )}
        </>
      )}
    </div>
  );
});
