import { useTranslation } from 'react-i18next';
import type { QueueRow } from '../../../electron/contract/queue.ts';
import { isolate, useErrorText, useFormats } from '../../i18n/index.ts';
import { rowTitle } from './rowText.ts';

interface RowDescription {
  readonly duration: string;
  readonly problem: string | null;
  readonly label: string;
}

/** The words of a row, made by the list so that rows carry no hooks. */
export function useRowDescription() {
  const { t } = useTranslation('queue');
  const formats = useFormats();
  const errorText = useErrorText();
  return (row: QueueRow | undefined, playing: 'playing' | 'paused' | null): RowDescription => {
    if (row === undefined) return { duration: '', problem: null, label: t('row.loading') };
    const title = isolate(rowTitle(row));
    const problem = row.errorCode === null ? null : errorText({ code: row.errorCode }).title;
    const parts = [
      row.artist === null ? title : t('row.byArtist', { title, artist: isolate(row.artist) }),
      row.durationMs === null ? null : formats.spokenDuration(row.durationMs),
      playing === null ? null : t(`row.${playing}`),
      problem,
    ];
    return {
      duration: row.durationMs === null ? '' : formats.duration(row.durationMs),
      problem,
      label: parts.filter((part) => part !== null).join(', '),
    };
  };
}
