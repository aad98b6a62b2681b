import { useVirtualizer } from '@tanstack/react-virtual';
import { File, Film, Folder, ListMusic, Music } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/index.ts';
import { classNames } from '../../ui/classNames.ts';
import { ListRow } from '../../ui/ListRow.tsx';
import { useRowHeightPx } from '../../ui/useRowHeightPx.ts';
import styles from './FolderItems.module.css';
import type { FolderItem } from './folderItems.ts';
import { useItemSelection } from './useItemSelection.ts';

interface FolderItemsProps {
  readonly items: readonly FolderItem[];
  readonly omittedCount: number;
  readonly takesFocus: boolean;
  readonly onChoose: (keys: ReadonlySet<string>) => void;
  readonly onAct: (item: FolderItem, keys: ReadonlySet<string>) => void;
  readonly onLeave: () => void;
}

const icons = {
  folder: <Folder aria-hidden />,
  audio: <Music aria-hidden />,
  video: <Film aria-hidden />,
  playlist: <ListMusic aria-hidden />,
  other: <File aria-hidden />,
};

/** The folders and files of one folder: virtual, multi-select, type-ahead, keyboard. */
export function FolderItems(props: FolderItemsProps) {
  const { items, omittedCount, takesFocus, onChoose, onAct, onLeave } = props;
  const { t } = useTranslation('opening');
  const formats = useFormats();
  const id = useId();
  const rowHeightPx = useRowHeightPx();
  const scroller = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- its values stay in this component
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 8,
    paddingStart: 4,
    paddingEnd: 4,
  });
  const selection = useItemSelection({
    items,
    onChange: onChoose,
    onAct: (item) => onAct(item, selection.keys),
    onLeave,
    scrollTo: (index) => virtualizer.scrollToIndex(index),
  });
  useEffect(() => {
    if (takesFocus) scroller.current?.focus();
  }, [takesFocus]);

  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="listbox"
      tabIndex={0}
      aria-label={t('browser.list')}
      aria-multiselectable
      aria-activedescendant={`${id}-${selection.active}`}
      onKeyDown={selection.onKeyDown}
    >
      <div style={{ blockSize: `${virtualizer.getTotalSize()}px` }} role="presentation">
        {virtualizer.getVirtualItems().map(({ index, start, key }) => {
          const item = items[index];
          if (item === undefined) return null;
          return (
            <ListRow
              key={key}
              id={`${id}-${index}`}
              place={index}
              count={items.length}
              startPx={start}
              isSelected={selection.keys.has(item.key)}
              isActive={index === selection.active}
              className={classNames(item.kind === 'other' && styles.dim)}
              onClick={(event) => selection.onClick(event, index)}
              onDoubleClick={() => onAct(item, selection.keys)}
            >
              <span className={styles.icon} data-kind={item.kind}>
                {icons[item.kind]}
              </span>
              <span className={styles.name} dir="auto">
                {item.name}
              </span>
              <span className={styles.facts}>
                {item.kind === 'folder' ? t('browser.folder') : formats.size(item.sizeBytes)}
              </span>
            </ListRow>
          );
        })}
      </div>
      {omittedCount > 0 && (
        <p className={styles.omitted} role="presentation">
          {t('browser.omitted', { count: omittedCount })}
        </p>
      )}
    </div>
  );
}
