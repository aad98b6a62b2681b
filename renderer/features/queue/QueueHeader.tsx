import { Ellipsis, FileDown, ListChecks, LocateFixed, Trash2, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlaylistFormat, QueueSnapshot } from '../../../electron/contract/queue.ts';
import { useFormats } from '../../i18n/index.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { MenuButton, MenuItem, MenuSeparator } from '../../ui/Menu.tsx';
import { SearchField } from '../../ui/TextField.tsx';
import styles from './QueueHeader.module.css';

interface QueueHeaderProps {
  readonly queue: QueueSnapshot;
  readonly searchText: string;
  /** Matches of the search; `null` without one or while it is unknown. */
  readonly foundCount: number | null;
  readonly selectedCount: number;
  /** Beside the queue's own buttons, such as one that closes the panel. */
  readonly actions: ReactNode;
  readonly onSearch: (text: string) => void;
  /** Enter in the search. */
  readonly onPlayFound: () => void;
  /** The arrow that leads from the search down to the list. */
  readonly onEnterList: () => void;
  readonly onShowCurrent: () => void;
  readonly onUndo: () => void;
  readonly onSave: (format: PlaylistFormat) => void;
  readonly onClear: () => void;
  readonly onSelectAll: () => void;
}

/** Title, what concerns the whole queue, the search in it and how much there is. */
export function QueueHeader(props: QueueHeaderProps) {
  const { queue, searchText, foundCount, selectedCount } = props;
  const { t } = useTranslation('queue');
  const formats = useFormats();
  const isEmpty = queue.count === 0;
  const summary =
    queue.durationMs > 0
      ? t(queue.untimedCount > 0 ? 'summaryAtLeast' : 'summary', {
          tracks: t('count', { count: queue.count }),
          duration: formats.spokenLength(queue.durationMs, 'short'),
        })
      : t('count', { count: queue.count });
  const status = foundCount === null ? summary : t('found', { count: foundCount });

  return (
    <header className={styles.header}>
      <div className={styles.top}>
        <h2 className={styles.title}>{t('title')}</h2>
        <IconButton
          label={queue.undo === null ? t('undo.nothing') : t(`undo.${queue.undo.kind}`)}
          keys={['Control', 'Z']}
          icon={<Undo2 className="mirror-rtl" />}
          size="small"
          isDisabled={queue.undo === null}
          onPress={props.onUndo}
        />
        <IconButton
          label={t('jumpToCurrent')}
          icon={<LocateFixed />}
          size="small"
          isDisabled={queue.currentIndex === null}
          onPress={props.onShowCurrent}
        />
        <MenuButton
          label={t('more')}
          trigger={<IconButton label={t('more')} icon={<Ellipsis />} size="small" />}
        >
          <MenuItem
            icon={<ListChecks aria-hidden />}
            keys={['Control', 'A']}
            isDisabled={isEmpty}
            onAction={props.onSelectAll}
          >
            {t('selectAll')}
          </MenuItem>
          <MenuSeparator />
          <MenuItem
            icon={<FileDown aria-hidden />}
            isDisabled={isEmpty}
            onAction={() => props.onSave('m3u8')}
          >
            {t('saveM3u')}
          </MenuItem>
          <MenuItem
            icon={<FileDown aria-hidden />}
            isDisabled={isEmpty}
            onAction={() => props.onSave('pls')}
          >
            {t('savePls')}
          </MenuItem>
          <MenuSeparator />
          <MenuItem
            icon={<Trash2 aria-hidden />}
            isDisabled={isEmpty}
            isDangerous
            onAction={props.onClear}
          >
            {t('clear')}
          </MenuItem>
        </MenuButton>
        {props.actions}
      </div>
      {!isEmpty && (
        <>
          <SearchField
            label={t('search')}
            value={searchText}
            onChange={props.onSearch}
            onSubmit={props.onPlayFound}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowDown') return;
              event.preventDefault();
              props.onEnterList();
            }}
          />
          {/* Where nothing is found the list's place says so; a screen reader hears it here. */}
          <p className={foundCount === 0 ? 'visually-hidden' : styles.status} role="status">
            {selectedCount > 1 ? `${status} · ${t('selected', { count: selectedCount })}` : status}
          </p>
        </>
      )}
    </header>
  );
}
