import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntryId } from '../../../electron/contract/ids.ts';
import type { QueueRow } from '../../../electron/contract/queue.ts';
import { useBridge, usePlayer, useQueue, useSettings } from '../../stores/index.ts';
import { Cover } from '../../ui/Cover.tsx';
import { Duration } from '../../ui/Duration.tsx';
import { TitleLines } from '../../ui/TitleLines.tsx';
import { useIsPanelSheet } from '../../ui/useMediaQuery.ts';
import { useTellError } from '../notices/index.ts';
import styles from './UpNext.module.css';

const shownCount = 3;

/**
 * What follows in the queue. Nothing while it is shuffled, since then only main knows, nor beside the
 * queue itself.
 */
export function UpNext() {
  const { t } = useTranslation('nowPlaying');
  const bridge = useBridge();
  const tell = useTellError();
  const play = async (entryId: EntryId) => {
    const outcome = await bridge.invoke('player.playEntry', { entryId });
    if (!outcome.ok) tell(outcome.error);
  };
  const rows = useRowsAfterCurrent();
  const isQueueBeside = useSettings(({ rightPanel }) => rightPanel === 'queue');
  const isPanelSheet = useIsPanelSheet();
  if (rows.length === 0 || (isQueueBeside && !isPanelSheet)) return null;
  return (
    <section className={styles.next}>
      <h2 className={styles.heading}>{t('upNext')}</h2>
      <ol className={styles.rows}>
        {rows.map((row) => (
          <li key={row.entryId}>
            <button type="button" className={styles.row} onClick={() => void play(row.entryId)}>
              <Cover
                artId={row.artId}
                seed={row.album ?? row.title ?? row.fileName}
                hasVideo={row.hasVideo}
                className={styles.cover}
              />
              <TitleLines title={row.title ?? row.fileName} line={row.artist} />{' '}
              {row.durationMs !== null && (
                <Duration durationMs={row.durationMs} className={styles.duration ?? ''} />
              )}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function useRowsAfterCurrent(): readonly QueueRow[] {
  const bridge = useBridge();
  const revision = useQueue((queue) => queue?.revision ?? null);
  const currentIndex = useQueue((queue) => queue?.currentIndex ?? null);
  const followsOrder = usePlayer((player) => player?.shuffle === false && player.repeat !== 'one');
  const [read, setRead] = useState<{ readonly after: number; readonly rows: readonly QueueRow[] }>({
    after: -1,
    rows: [],
  });

  useEffect(() => {
    if (currentIndex === null || revision === null) return undefined;
    const left = new AbortController();
    const request = { offset: currentIndex + 1, limit: shownCount };
    void bridge.invoke('queue.page', request, { signal: left.signal }).then((outcome) => {
      if (outcome.ok) setRead({ after: currentIndex, rows: outcome.value.rows });
    });
    return () => left.abort();
  }, [bridge, currentIndex, revision]);

  return followsOrder && read.after === currentIndex ? read.rows : [];
}
