import { CornerLeftUp, FolderOpen, HardDrive } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FolderId } from '../../../electron/contract/ids.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Trail } from '../../ui/Trail.tsx';
import { ErrorState } from '../notices/index.ts';
import styles from './FolderBrowser.module.css';
import { emptyChoice, type FolderChoice } from './FolderChoice.ts';
import { choiceOf, folderItems } from './folderItems.ts';
import { FolderItems } from './FolderItems.tsx';
import { useFolderListing } from './useFolderListing.ts';
import { useNoFoldersText } from './useNoFoldersText.ts';

interface FolderBrowserProps {
  /** What is chosen in the folder shown; nothing is when the folder changes. Without it, folders are chosen. */
  readonly onChoose?: (choice: FolderChoice) => void;
  /** The folder shown changed; `null` is the list of roots. */
  readonly onEnter?: (folderId: FolderId | null) => void;
  /** A double click or Enter on files. */
  readonly onOpen?: (choice: FolderChoice) => void;
}

/** The folders of the machine Portamento runs on, as far as it may show them. */
export function FolderBrowser({ onChoose, onEnter, onOpen }: FolderBrowserProps) {
  const { t } = useTranslation('opening');
  const noFoldersText = useNoFoldersText();
  const { shown, open, retry } = useFolderListing();
  const [entered, setEntered] = useState<readonly FolderId[]>([]);

  const enter = (folderId: FolderId | null) => {
    setEntered(folderId === null ? [] : [...entered, folderId]);
    onChoose?.(emptyChoice);
    onEnter?.(folderId);
    open(folderId);
  };
  const listing = shown.kind === 'listed' ? shown.listing : null;
  const parent = listing?.trail.at(-2)?.folderId ?? null;
  const isRoots = listing === null || listing.folderId === null;
  const emptyText = onChoose === undefined ? 'browser.emptyFolderText' : 'browser.emptyText';
  const items = listing === null ? [] : folderItems(listing);

  return (
    <div className={styles.browser}>
      <div className={styles.bar}>
        <IconButton
          label={t('browser.parent')}
          icon={<CornerLeftUp className="mirror-rtl" />}
          keys={['Alt', 'ArrowUp']}
          size="small"
          isDisabled={isRoots}
          onPress={() => enter(parent)}
        />
        <Trail
          label={t('browser.trail')}
          root={{ icon: <HardDrive aria-hidden />, name: t('browser.roots') }}
          parts={(listing?.trail ?? []).map(({ folderId, name }) => ({ id: folderId, name }))}
          onEnter={enter}
        />
      </div>
      <div className={styles.frame}>
        {shown.kind === 'loading' && (
          <Skeleton shape="row" count={8} className={styles.loading ?? ''} />
        )}
        {shown.kind === 'failed' && <ErrorState error={shown.error} onRetry={retry} />}
        {listing !== null && items.length === 0 && (
          <EmptyState
            icon={isRoots ? <HardDrive /> : <FolderOpen />}
            title={isRoots ? t('browser.noRoots') : t('browser.empty')}
            text={isRoots ? noFoldersText : t(emptyText)}
          />
        )}
        {listing !== null && items.length > 0 && (
          <FolderItems
            key={listing.folderId ?? ''}
            items={items}
            omittedCount={listing.omittedCount}
            takesFocus={entered.length > 0}
            onChoose={(keys) => onChoose?.(choiceOf(items, keys))}
            onAct={(item, keys) => {
              if (item.kind === 'folder') enter(item.folderId);
              else onOpen?.(choiceOf(items, new Set([...keys, item.key])));
            }}
            onLeave={() => {
              if (!isRoots) enter(parent);
            }}
          />
        )}
      </div>
    </div>
  );
}
