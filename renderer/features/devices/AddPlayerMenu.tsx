import { FolderOpen, Network, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComputerFolder } from '../../../electron/contract/devices.ts';
import type { DeviceId } from '../../../electron/contract/ids.ts';
import { useAppInfo } from '../../stores/index.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { MenuButton, MenuItem } from '../../ui/Menu.tsx';
import { FolderDialog } from './FolderDialog.tsx';
import { NameDialog } from './NameDialog.tsx';
import { useDeviceCommands } from './useDeviceCommands.ts';

export interface AddPlayerMenuProps {
  readonly shape: 'button' | 'icon';
  /** The player that was added; `null` when there is none yet, or several. */
  readonly onAdded: (deviceId: DeviceId | null) => void;
}

/** Adds a player that is not on this machine's USB: one of another machine, or a folder. */
export function AddPlayerMenu({ shape, onAdded }: AddPlayerMenuProps) {
  const { t } = useTranslation('devices');
  const commands = useDeviceCommands();
  const features = useAppInfo()?.features;
  const [asked, setAsked] = useState<'host' | 'folder' | null>(null);
  const addFolder = async (folder: ComputerFolder) => {
    const added = await commands.addFolder(folder);
    if (added !== null) onAdded(added.deviceId);
  };
  const askFolder = () => {
    if (features?.nativeDialogs === true) void addFolder({ kind: 'dialog' });
    else setAsked('folder');
  };
  return (
    <>
      <MenuButton
        label={t('add')}
        trigger={
          shape === 'icon' ? (
            <IconButton label={t('add')} icon={<Plus />} size="small" />
          ) : (
            <Button variant="primary" icon={<Plus aria-hidden />}>
              {t('add')}
            </Button>
          )
        }
      >
        <MenuItem icon={<Network aria-hidden />} onAction={() => setAsked('host')}>
          {t('addHost')}
        </MenuItem>
        <MenuItem icon={<FolderOpen aria-hidden />} onAction={askFolder}>
          {t('addFolder')}
        </MenuItem>
      </MenuButton>
      {asked === 'host' && (
        <NameDialog
          title={t('host.title')}
          label={t('host.address')}
          description={`${t('host.text')} ${t('host.addressHelp')}`}
          initial=""
          maximumLength={260}
          saveLabel={t('host.add')}
          cancelLabel={t('host.cancel')}
          onSave={async (address, signal) => {
            const added = await commands.addHost(address, signal);
            if (added.ok && !signal.aborted) onAdded(added.value.deviceId);
            return added;
          }}
          onClose={() => setAsked(null)}
        />
      )}
      {asked === 'folder' && (
        <FolderDialog
          title={t('folder.title')}
          text={t('folder.text')}
          chooseLabel={t('folder.add')}
          cancelLabel={t('folder.cancel')}
          onChoose={(folderId) => void addFolder({ kind: 'browsed', folderId })}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
