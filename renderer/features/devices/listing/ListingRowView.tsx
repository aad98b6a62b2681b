import {
  File,
  FileImage,
  FileMusic,
  FileVideo,
  Folder,
  ListMusic,
  Lock,
  type LucideIcon,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ListingRow } from '../../../../electron/contract/devices.ts';
import { useFormats } from '../../../i18n/index.ts';
import styles from './ListingRowView.module.css';

interface ListingRowViewProps {
  readonly id: string;
  /** `undefined` while it has not come. */
  readonly row: ListingRow | undefined;
  readonly place: number;
  readonly startPx: number;
  readonly isSelected: boolean;
  readonly isActive: boolean;
  readonly isCut: boolean;
  readonly isDropTarget: boolean;
}

const icons: Readonly<Record<ListingRow['content'], LucideIcon>> = {
  music: FileMusic,
  video: FileVideo,
  picture: FileImage,
  playlist: ListMusic,
  other: File,
};

/** One file or folder of a player. */
export function ListingRowView(props: ListingRowViewProps) {
  const { t } = useTranslation('devices');
  const formats = useFormats();
  const { id, row, place, startPx, isSelected, isActive } = props;
  const Icon = row === undefined ? File : row.kind === 'folder' ? Folder : icons[row.content];
  return (
    <div
      id={id}
      className={styles.row}
      role="row"
      aria-rowindex={place + 2}
      aria-selected={isSelected}
      data-place={place}
      data-active={isActive || undefined}
      data-cut={props.isCut || undefined}
      data-drop-target={props.isDropTarget || undefined}
      style={{ transform: `translateY(${startPx}px)` }}
    >
      <span className={styles.name} role="gridcell">
        <Icon className={row?.kind === 'folder' ? styles.folder : undefined} aria-hidden />
        <span className={styles.text}>
          <bdi>{row?.name ?? t('listing.loading')}</bdi>
        </span>
        {row?.readOnly === true && (
          <Lock className={styles.lock} aria-label={t('storage.readOnly')} />
        )}
      </span>
      <span className={styles.content} role="gridcell">
        {row === undefined
          ? ''
          : row.kind === 'folder'
            ? t('listing.folder')
            : t(`listing.kind.${row.content}`)}
      </span>
      <span className={styles.modified} role="gridcell">
        {row === undefined || row.modifiedAt === null
          ? ''
          : formats.moment(new Date(row.modifiedAt))}
      </span>
      <span className={styles.size} role="gridcell">
        {row === undefined || row.kind === 'folder' ? '' : formats.size(row.sizeBytes)}
      </span>
    </div>
  );
}
