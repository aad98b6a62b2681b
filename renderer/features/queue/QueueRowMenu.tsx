import {
  ArrowDownToLine,
  ArrowUpToLine,
  HardDriveDownload,
  ListPlus,
  Play,
  Trash2,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { EntryId } from '../../../electron/contract/ids.ts';
import type { QueueRow } from '../../../electron/contract/queue.ts';
import { isolate } from '../../i18n/index.ts';
import { useDevices, type RowSelection } from '../../stores/index.ts';
import { ContextMenu, type ContextMenuState } from '../../ui/ContextMenu.tsx';
import { MenuItem, MenuSeparator } from '../../ui/Menu.tsx';
import { toQueueSelection } from './toQueueSelection.ts';
import { useCopyToPlayer } from './useCopyToPlayer.ts';
import type { QueueCommands } from './useQueueCommands.ts';

interface QueueRowMenuProps {
  readonly menu: ContextMenuState<QueueRow>;
  readonly selection: RowSelection<EntryId>;
  /** The first row of the queue; what is moved to the top goes before it. */
  readonly firstEntryId: EntryId | null;
  readonly canMove: boolean;
  readonly commands: QueueCommands;
  readonly onRemove: () => void;
}

/** Where the player's own template says. */
const destination = { kind: 'byTemplate', storageId: null, template: null } as const;

/** What can be done with the selected rows. */
export function QueueRowMenu(props: QueueRowMenuProps) {
  const { menu, firstEntryId, canMove, commands, onRemove } = props;
  const { t } = useTranslation('queue');
  const selection = toQueueSelection(props.selection);
  const copyToPlayer = useCopyToPlayer();
  const players = useDevices().filter(
    ({ status, abilities }) =>
      (status === 'ready' || status === 'busy') && abilities.includes('write'),
  );
  const isMovable = canMove && selection !== null && selection.kind !== 'all';
  return (
    <ContextMenu state={menu} label={t('menu.label')}>
      {(row) => (
        <>
          <MenuItem
            icon={<Play aria-hidden />}
            keys={['Enter']}
            onAction={() => commands.play(row.entryId)}
          >
            {t('menu.play')}
          </MenuItem>
          <MenuItem
            icon={<ListPlus aria-hidden />}
            onAction={() => {
              if (selection !== null) commands.playNext(selection);
            }}
          >
            {t('menu.playNext')}
          </MenuItem>
          <MenuSeparator />
          <MenuItem
            icon={<ArrowUpToLine aria-hidden />}
            isDisabled={!isMovable}
            onAction={() => {
              if (selection !== null) void commands.move(selection, firstEntryId);
            }}
          >
            {t('menu.moveTop')}
          </MenuItem>
          <MenuItem
            icon={<ArrowDownToLine aria-hidden />}
            isDisabled={!isMovable}
            onAction={() => {
              if (selection !== null) void commands.move(selection, null);
            }}
          >
            {t('menu.moveBottom')}
          </MenuItem>
          {players.length > 0 && <MenuSeparator />}
          {players.map(({ deviceId, name }) => (
            <MenuItem
              key={deviceId}
              icon={<HardDriveDownload aria-hidden />}
              onAction={() => {
                if (selection !== null) copyToPlayer(selection, { deviceId, destination });
              }}
            >
              {t('menu.copyToPlayer', { name: isolate(name) })}
            </MenuItem>
          ))}
          <MenuSeparator />
          <MenuItem icon={<Trash2 aria-hidden />} keys={['Delete']} isDangerous onAction={onRemove}>
            {t('menu.remove')}
          </MenuItem>
        </>
      )}
    </ContextMenu>
  );
}
