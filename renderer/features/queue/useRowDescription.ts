import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../electron/contract/errors.ts';
import type { QueueRow } from '../../../electron/contract/queue.ts';
import { useErrorText, useFormats, type LocalizedError } from '../../i18n/index.ts';
import { rowTitle } from './rowText.ts';

/** Whether a row is the current one, and sounds. */
export type RowPlaying = 'playing' | 'paused' | null;

export interface RowDescription {
  /** `4:05`, or nothing while it is unknown or of no use. */
  readonly duration: string;
  /** What is wrong with the row; `null` when nothing is. */
  readonly problem: string | null;
  /** More of what is wrong, and what to do about it. */
  readonly advice: string | null;
  /** What a screen reader says beside what is written. */
  readonly spoken: string;
}

type DescribeRow = (row: QueueRow, playing: RowPlaying) => RowDescription;

/** The words of a row, made by the list so that rows carry no hooks. */
export function useRowDescription(): DescribeRow {
  const { t } = useTranslation('queue');
  const formats = useFormats();
  const errorText = useErrorText();
  return useMemo(() => createDescriber(t, formats, errorText), [t, formats, errorText]);
}

/** Makes the words once for each row, since a list renders with every step it scrolls. */
function createDescriber(
  t: TFunction<'queue'>,
  formats: ReturnType<typeof useFormats>,
  errorText: (error: AppError) => LocalizedError,
): DescribeRow {
  const made = new WeakMap<QueueRow, Map<RowPlaying, RowDescription>>();
  const describe: DescribeRow = (row, playing) => {
    const { errorCode, durationMs } = row;
    const error =
      errorCode === null ? null : errorText({ code: errorCode, subject: rowTitle(row) });
    return {
      // Where it cannot be played its warning stands in the place of the time.
      duration: durationMs === null || error !== null ? '' : formats.length(durationMs),
      problem: error?.title ?? null,
      advice: error === null ? null : [error.message, error.remedy ?? ''].join(' ').trim(),
      spoken: [
        durationMs === null ? null : formats.spokenLength(durationMs),
        playing === null ? null : t(`row.${playing}`),
      ]
        .filter((part) => part !== null)
        .join(', '),
    };
  };
  return (row, playing) => {
    const ofRow = made.get(row) ?? new Map<RowPlaying, RowDescription>();
    made.set(row, ofRow);
    const description = ofRow.get(playing) ?? describe(row, playing);
    ofRow.set(playing, description);
    return description;
  };
}
