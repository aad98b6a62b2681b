import { File, Film, Folder, ListMusic, Music } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/index.ts';
import { classNames } from '../../ui/classNames.ts';
import { ListRow } from '../../ui/ListRow.tsx';
import { useRowHeightPx } from '../../ui/useRowHeightPx.ts';
import { useVirtualRows } from '../../ui/useVirtualRows.ts';
import { VirtualListbox } from '../../ui/VirtualListbox.tsx';
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
  const count = items.length;
  const [active, setActive] = useState(0);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualRows({ scroller, count, rowHeightPx, keptPlace: active, paddingPx: 4 });
  const selection = useItemSelection({
    items,
    active,
    onActive: setActive,
    onChange: onChoose,
    onAct: (item) => onAct(item, selection.keys),
    onLeave,
    pageLength: rows.pageLength,
    scrollTo: rows.scrollTo,
  });
  useEffect(() => {
    if (takesFocus) scroller.current?.focus();
  }, [takesFocus]);

  return (
    <VirtualListbox
      id={id}
      label={t('browser.list')}
      className={styles.scroller}
      ref={scroller}
      rows={rows}
      count={count}
      activePlace={active}
      onKeyDown={selection.onKeyDown}
      footer={
        omittedCount > 0 && (
          <p className={styles.omitted} role="presentation">
            {t('browser.omitted', { count: omittedCount })}
          </p>
        )
      }
    >
      {(row) => {
        const item = items[row.place];
        if (item === undefined) return null;
        return (
          <ListRow
            {...row}
            isSelected={selection.keys.has(item.key)}
            className={classNames(item.kind === 'other' && styles.dim)}
            onClick={(event) => selection.onClick(event, row.place)}
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
      }}
    </VirtualListbox>
  );
}
