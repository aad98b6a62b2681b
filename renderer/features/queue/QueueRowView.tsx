import { EllipsisVertical, Pause, TriangleAlert, Volume2 } from 'lucide-react';
import { memo } from 'react';
import type { QueueRow } from '../../../electron/contract/queue.ts';
import { classNames } from '../../ui/classNames.ts';
import { Cover } from '../../ui/Cover.tsx';
import { ListRow, type ListRowProps } from '../../ui/ListRow.tsx';
import { TitleLines } from '../../ui/TitleLines.tsx';
import styles from './QueueRowView.module.css';
import type { RowDescription, RowPlaying } from './useRowDescription.ts';
import { rowTitle } from './rowText.ts';

export interface QueueRowViewProps extends Omit<ListRowProps, 'children'> {
  /** `undefined` while it has not come. */
  readonly row: QueueRow | undefined;
  readonly playing: RowPlaying;
  /** A row formats nothing itself, so that 50,000 of them scroll smoothly. */
  readonly description: RowDescription;
  /** Said by a screen reader while the row has not come. */
  readonly loadingText: string;
}

/** One row of the queue. It holds no state and no handlers: the list has them. */
export const QueueRowView = memo(function QueueRowView(props: QueueRowViewProps) {
  const { row, playing, description, loadingText, ...rest } = props;
  const { duration, problem, advice, spoken } = description;
  return (
    <ListRow
      {...rest}
      className={classNames(problem !== null && styles.failed)}
      {...(playing === null ? {} : { 'aria-current': 'true' as const })}
      {...(advice === null ? {} : { 'aria-description': advice })}
    >
      {row === undefined ? (
        <span className={styles.blank}>
          <span className="visually-hidden">{loadingText}</span>
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
          {/* For fingers, which have no second button; a screen reader has the menu's key. */}
          <span className={styles.menu} data-row-menu aria-hidden>
            <EllipsisVertical />
          </span>
        </>
      )}
    </ListRow>
  );
});
