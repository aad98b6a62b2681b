import { Pause, ScrollText, SearchX } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionLogEntry } from '../../../electron/contract/signalPath.ts';
import { CopyIconButton } from '../../ui/CopyButton.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ToggleIconButton } from '../../ui/IconButton.tsx';
import { SearchField } from '../../ui/TextField.tsx';
import { filterEntries, lineOf } from './filterEntries.ts';
import { LogRows } from './LogRows.tsx';
import styles from './LogView.module.css';
import { useSessionLog } from './useSessionLog.ts';

/** The live log of session events: filter, hold, copy. */
export function LogView() {
  const { t } = useTranslation('signalPath');
  const titleId = useId();
  const live = useSessionLog();
  const [held, setHeld] = useState<readonly SessionLogEntry[] | null>(null);
  const [filter, setFilter] = useState('');
  const shown = held ?? live;
  const entries = useMemo(() => filterEntries(shown, filter), [shown, filter]);
  const newCount =
    held === null ? 0 : live.filter(({ index }) => index > (held.at(-1)?.index ?? -1)).length;

  return (
    <section className={styles.log} aria-labelledby={titleId}>
      <header className={styles.header}>
        <h2 id={titleId} className={styles.title}>
          {t('log.title')}
        </h2>
        <span className={styles.count}>
          {newCount > 0
            ? t('log.held', { count: newCount })
            : t('log.count', { count: entries.length })}
        </span>
        <ToggleIconButton
          label={t('log.pause')}
          icon={<Pause />}
          size="small"
          isSelected={held !== null}
          onChange={(isHeld) => setHeld(isHeld ? live : null)}
        />
        <CopyIconButton
          label={t('log.copy')}
          isDisabled={entries.length === 0}
          text={() => entries.map(lineOf).join('\n')}
        />
      </header>
      <SearchField label={t('log.filter')} value={filter} onChange={setFilter} />
      <div className={styles.frame}>
        {entries.length > 0 ? (
          <LogRows entries={entries} />
        ) : shown.length === 0 ? (
          <EmptyState icon={<ScrollText />} title={t('log.empty')} text={t('log.emptyText')} />
        ) : (
          <EmptyState icon={<SearchX />} title={t('log.noMatch')} text={t('log.noMatchText')} />
        )}
      </div>
    </section>
  );
}
