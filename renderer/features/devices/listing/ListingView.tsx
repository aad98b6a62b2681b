import { CornerLeftUp, FilePlus, FolderOpen, FolderPlus, HardDrive, SearchX } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  DeviceFolder,
  DeviceSnapshot,
  ListingRow,
  ListingSnapshot,
  ListingSort,
  ObjectSelection,
  StorageSnapshot,
} from '../../../../electron/contract/devices.ts';
import type { ObjectId } from '../../../../electron/contract/ids.ts';
import { isolate } from '../../../i18n/index.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { MenuButton } from '../../../ui/Menu.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { SearchField } from '../../../ui/TextField.tsx';
import { Trail } from '../../../ui/Trail.tsx';
import { ErrorState } from '../../notices/index.ts';
import type { DropTarget } from '../../opening/index.ts';
import { useAddItems } from '../useAddItems.tsx';
import { useDeviceCommands } from '../useDeviceCommands.ts';
import { ListingTable } from './ListingTable.tsx';
import styles from './ListingView.module.css';
import { useListing, useListingRows } from './useListing.ts';
import { useListingActions } from './useListingActions.tsx';
import { usePlayObjects } from './usePlayObjects.ts';
import { useShownFolder } from './useShownFolder.ts';
import { useListingSelection, type ChosenObjects } from './useListingSelection.ts';

interface ListingViewProps {
  readonly device: DeviceSnapshot;
  readonly storage: StorageSnapshot;
  /** Names of the folder to begin with, from below the root on. */
  readonly path: readonly string[];
  /** Told the names of the folder that is shown. */
  readonly onPath: (path: readonly string[]) => void;
}

/** What is on one storage of a player, folder by folder. */
export function ListingView({ device, storage, path, onPath }: ListingViewProps) {
  const { storageId } = storage;
  const [shown, enter, seekAgain] = useShownFolder(device.deviceId, storageId, path);
  switch (shown.state) {
    case 'sought':
      return <Skeleton shape="row" count={8} />;
    case 'failed':
      return <ErrorState error={shown.error} onRetry={seekAgain} />;
    case 'shown': {
      const folder = { storageId, folderId: shown.folderId };
      return <Folder device={device} storage={storage} {...{ folder, onPath }} onEnter={enter} />;
    }
  }
}

interface FolderProps extends Omit<ListingViewProps, 'path'> {
  readonly folder: DeviceFolder;
  readonly onEnter: (folderId: ObjectId | null) => void;
}

function Folder({ device, storage, folder, onPath, onEnter }: FolderProps) {
  const [cut, setCut] = useState<ChosenObjects | null>(null);
  const { snapshot, error } = useListing(device.deviceId, folder, cut?.listingId ?? null);
  const trail = snapshot?.trail;
  useEffect(() => {
    // Where a folder is, is told a moment after it was opened.
    const isTold = trail !== undefined && (trail.length > 0 || folder.folderId === null);
    if (isTold) onPath(trail.map(({ name }) => name));
  }, [trail, folder.folderId, onPath]);
  const commands = useDeviceCommands();
  if (error !== null) {
    return <ErrorState error={error} onRetry={() => commands.refresh(device.deviceId)} />;
  }
  if (snapshot === null) return <Skeleton shape="row" count={8} />;
  return (
    <FolderListing
      key={snapshot.listingId}
      device={device}
      storage={storage}
      folder={folder}
      snapshot={snapshot}
      cut={cut}
      onCut={setCut}
      onEnter={onEnter}
    />
  );
}

interface FolderListingProps extends Omit<FolderProps, 'onPath'> {
  readonly snapshot: ListingSnapshot;
  readonly cut: ChosenObjects | null;
  readonly onCut: (objects: ChosenObjects | null) => void;
}

function FolderListing(props: FolderListingProps) {
  const { device, storage, folder, snapshot, cut, onCut, onEnter } = props;
  const { t } = useTranslation('devices');
  const play = usePlayObjects(device.deviceId);
  const [sort, setSort] = useState<ListingSort>({ by: 'name', descending: false });
  const [filter, setFilter] = useState('');
  const pages = useListingRows(snapshot, sort, filter.trim());
  const selection = useListingSelection({ pages, snapshot, sort, filter: filter.trim() });
  const { actions, dialogs, askNewFolder } = useListingActions({
    device,
    folder,
    selection,
    cut,
    onCut,
  });
  const addItems = useAddItems();
  const canAdd = actions.can('write') && !storage.readOnly;
  const { trail } = snapshot;
  const parentId = trail.at(-2)?.objectId ?? null;
  const hereName = trail.at(-1)?.name ?? storage.label;

  /** Music and videos play on to the end of the folder; of several that are selected, only they. */
  const open = (row: ListingRow, place: number) => {
    if (row.kind === 'folder') onEnter(row.objectId);
    else if (!actions.can('readRange')) return;
    else if (selection.count > 1 && selection.isSelectedAt(place)) actions.play('playNow');
    else if (row.content === 'music' || row.content === 'video') {
      play(toTheEnd(snapshot, sort, filter.trim(), place, pages.count ?? place + 1), 'playNow');
    } else play({ kind: 'some', objectIds: [row.objectId] }, 'playNow');
  };
  /** Rows told without their ids are those of the listing they were cut in. */
  const isCut = (place: number): boolean =>
    cut !== null &&
    (cut.selection.kind === 'some' || cut.listingId === snapshot.listingId) &&
    selection.isSelectedAt(place, cut.rowSelection);
  const dropTarget = (row: ListingRow | null): DropTarget => ({
    kind: 'player',
    deviceId: device.deviceId,
    destination: {
      kind: 'folder',
      folder: row === null ? folder : { ...folder, folderId: row.objectId },
    },
    name: row?.name ?? hereName,
  });

  return (
    <section
      className={styles.listing}
      aria-label={t('listing.label', { name: isolate(hereName) })}
    >
      <header className={styles.header}>
        <div className={styles.path}>
          <IconButton
            label={t('listing.up')}
            icon={<CornerLeftUp />}
            size="small"
            isDisabled={trail.length === 0}
            onPress={() => onEnter(parentId)}
          />
          <Trail
            label={t('listing.trail')}
            root={{ icon: <HardDrive aria-hidden />, name: storage.label }}
            parts={trail.map(({ objectId, name }) => ({ id: objectId, name }))}
            onEnter={onEnter}
          />
        </div>
        <div className={styles.tools}>
          <span className={styles.count} role="status">
            {useCountText(snapshot, selection.count)}
          </span>
          <SearchField
            label={t('listing.filter')}
            value={filter}
            maxLength={200}
            className={styles.filter ?? ''}
            onChange={setFilter}
          />
          {canAdd && (
            <MenuButton
              label={t('copyHere.here')}
              trigger={<IconButton label={t('copyHere.here')} icon={<FilePlus />} />}
            >
              {addItems(dropTarget(null))}
            </MenuButton>
          )}
          {actions.can('makeFolder') && !storage.readOnly && (
            <IconButton
              label={t('listing.newFolder')}
              icon={<FolderPlus />}
              onPress={askNewFolder}
            />
          )}
        </div>
      </header>
      {snapshot.skippedCount > 0 && (
        <p className={styles.skipped}>{t('listing.skipped', { count: snapshot.skippedCount })}</p>
      )}
      <div className={styles.rows}>
        {pages.count === 0 && filter.trim() !== '' ? (
          <EmptyState
            icon={<SearchX />}
            title={t('listing.noMatch')}
            text={t('listing.noMatchText', { filter: isolate(filter.trim()) })}
            action={<Button onPress={() => setFilter('')}>{t('listing.clearFilter')}</Button>}
          />
        ) : (
          <ListingTable
            label={t('listing.label', { name: isolate(hereName) })}
            pages={pages}
            selection={selection}
            sort={sort}
            onSort={setSort}
            actions={actions}
            isCut={isCut}
            onOpen={open}
            onUp={() => {
              if (trail.length > 0) onEnter(parentId);
            }}
            dropTarget={dropTarget}
            addItems={canAdd ? (row) => addItems(dropTarget(row)) : null}
          />
        )}
        {pages.count === 0 && filter.trim() === '' && snapshot.state === 'complete' && (
          <div className={styles.empty}>
            <EmptyState
              icon={<FolderOpen />}
              title={t('listing.empty')}
              text={device.abilities.includes('write') ? t('listing.emptyText') : ''}
            />
          </div>
        )}
      </div>
      {dialogs}
    </section>
  );
}

/** The rows of a listing, as it is sorted and filtered, from a place on. */
function toTheEnd(
  { listingId, revision }: ListingSnapshot,
  sort: ListingSort,
  filter: string,
  firstIndex: number,
  count: number,
): ObjectSelection {
  const places = { firstIndex, lastIndex: count - 1 };
  const filtered = filter === '' ? {} : { filter };
  return { kind: 'range', listingId, revision, sort, ...filtered, ...places };
}

/** "1,240 of about 6,000" while it streams in; afterwards how many there are, or are selected. */
function useCountText({ state, count, estimatedCount }: ListingSnapshot, selected: number): string {
  const { t } = useTranslation('devices');
  if (selected > 0) return t('listing.selected', { count: selected });
  if (state !== 'reading') return t('listing.count', { count });
  return estimatedCount === null
    ? t('listing.reading', { count })
    : t('listing.readingOf', { count, total: Math.max(count, estimatedCount) });
}
