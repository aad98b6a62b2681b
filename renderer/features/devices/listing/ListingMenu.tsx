import {
  ClipboardPaste,
  Download,
  FolderOpen,
  HardDriveUpload,
  ListEnd,
  ListPlus,
  Pencil,
  Play,
  Scissors,
  Trash2,
} from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceAbility, ListingRow } from '../../../../electron/contract/devices.ts';
import { ContextMenu, type ContextMenuState } from '../../../ui/ContextMenu.tsx';
import { MenuItem, MenuSeparator } from '../../../ui/Menu.tsx';

/** What can be done with the rows that are chosen. */
export interface ListingActions {
  readonly can: (ability: DeviceAbility) => boolean;
  readonly canPaste: boolean;
  readonly canCopyToComputer: boolean;
  readonly play: (placement: 'playNow' | 'playNext' | 'append') => void;
  readonly copyToComputer: () => void;
  readonly canDownload: boolean;
  readonly download: () => void;
  readonly cut: () => void;
  readonly paste: () => void;
  readonly rename: () => void;
  readonly remove: () => void;
}

interface ListingMenuProps {
  readonly state: ContextMenuState<ListingRow>;
  readonly label: string;
  readonly actions: ListingActions;
  /** Items that add to a folder; `null` where nothing is added. */
  readonly addItems: ((folder: ListingRow) => ReactElement) | null;
  readonly onOpen: (row: ListingRow) => void;
}

/** Everything that can be done with what is selected. */
export function ListingMenu({ state, label, actions, addItems, onOpen }: ListingMenuProps) {
  const { t } = useTranslation('devices');
  const { can } = actions;
  return (
    <ContextMenu state={state} label={label}>
      {(row) => (
        <>
          {row.kind === 'folder' && (
            <MenuItem icon={<FolderOpen aria-hidden />} onAction={() => onOpen(row)}>
              {t('menu.open')}
            </MenuItem>
          )}
          {row.kind === 'folder' && addItems?.(row)}
          {can('readRange') && (
            <>
              <MenuItem icon={<Play aria-hidden />} onAction={() => actions.play('playNow')}>
                {t('menu.play')}
              </MenuItem>
              <MenuItem icon={<ListPlus aria-hidden />} onAction={() => actions.play('playNext')}>
                {t('menu.playNext')}
              </MenuItem>
              <MenuItem icon={<ListEnd aria-hidden />} onAction={() => actions.play('append')}>
                {t('menu.append')}
              </MenuItem>
              <MenuSeparator />
            </>
          )}
          {can('read') && actions.canCopyToComputer && (
            <MenuItem icon={<HardDriveUpload aria-hidden />} onAction={actions.copyToComputer}>
              {t('menu.copyToComputer')}
            </MenuItem>
          )}
          {actions.canDownload && (
            <MenuItem icon={<Download aria-hidden />} onAction={actions.download}>
              {t('menu.download')}
            </MenuItem>
          )}
          {can('move') && (
            <MenuItem
              icon={<Scissors aria-hidden />}
              keys={['Control', 'X']}
              onAction={actions.cut}
            >
              {t('menu.cut')}
            </MenuItem>
          )}
          {actions.canPaste && (
            <MenuItem
              icon={<ClipboardPaste aria-hidden />}
              keys={['Control', 'V']}
              onAction={actions.paste}
            >
              {t('menu.paste')}
            </MenuItem>
          )}
          {can('rename') && (
            <MenuItem icon={<Pencil aria-hidden />} keys={['F2']} onAction={actions.rename}>
              {t('menu.rename')}
            </MenuItem>
          )}
          {can('remove') && (
            <MenuItem
              icon={<Trash2 aria-hidden />}
              keys={['Delete']}
              isDangerous
              onAction={actions.remove}
            >
              {t('menu.delete')}
            </MenuItem>
          )}
        </>
      )}
    </ContextMenu>
  );
}
