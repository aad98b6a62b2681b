import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  DeviceFolder,
  DeviceSnapshot,
  ListingRow,
} from '../../../../electron/contract/devices.ts';
import { isolate, useFormats } from '../../../i18n/index.ts';
import { useAppInfo } from '../../../stores/index.ts';
import { Question } from '../../../ui/Dialog.tsx';
import { useDeviceCommands } from '../useDeviceCommands.ts';
import type { ListingActions } from './ListingMenu.tsx';
import { FolderDialog } from '../FolderDialog.tsx';
import { NameDialog } from '../NameDialog.tsx';
import { usePlayObjects } from './usePlayObjects.ts';
import type { ChosenObjects, ListingSelection } from './useListingSelection.ts';

/** How many of what is to be deleted are named in the question. */
const namedCount = 3;

type Asked =
  | { readonly kind: 'rename'; readonly row: ListingRow }
  | { readonly kind: 'remove'; readonly objects: ChosenObjects }
  | { readonly kind: 'copyToComputer'; readonly objects: ChosenObjects }
  | { readonly kind: 'newFolder' };

interface ListingActionsOptions {
  readonly device: DeviceSnapshot;
  readonly folder: DeviceFolder;
  readonly selection: ListingSelection;
  /** What was cut, anywhere on this player, to be pasted elsewhere on it. */
  readonly cut: ChosenObjects | null;
  readonly onCut: (objects: ChosenObjects | null) => void;
}

/** What can be done in a folder of a player, and the dialogs that ask before. */
export function useListingActions(options: ListingActionsOptions) {
  const { device, folder, selection, cut, onCut } = options;
  const { deviceId, abilities } = device;
  const commands = useDeviceCommands();
  const play = usePlayObjects(deviceId);
  const info = useAppInfo();
  const features = info?.features;
  const [asked, setAsked] = useState<Asked | null>(null);
  const can: ListingActions['can'] = (ability) => abilities.includes(ability);

  const actions: ListingActions = {
    can,
    canPaste: cut !== null,
    canCopyToComputer: features?.nativeDialogs === true || features?.browseFolders === true,
    play: (kind) => {
      const objects = selection.chosen();
      if (objects !== null) play(objects.selection, kind);
    },
    copyToComputer: () => {
      const objects = selection.chosen();
      if (objects === null) return;
      if (features?.nativeDialogs === true) {
        commands.copyToComputer(deviceId, objects.selection, { kind: 'dialog' });
      } else setAsked({ kind: 'copyToComputer', objects });
    },
    // The desktop copies to the computer instead.
    canDownload: info?.host === 'headless' && can('readRange'),
    download: () => {
      const objects = selection.chosen();
      if (objects === null) return;
      void commands.offerDownload(deviceId, objects.selection).then((offer) => {
        if (offer !== null) download(offer.url, offer.fileName);
      });
    },
    cut: () => {
      if (can('move')) onCut(selection.chosen());
    },
    paste: () => {
      if (cut === null) return;
      // Main takes this in before it hears that the listing it was cut in is left.
      commands.move(deviceId, cut.selection, folder);
      onCut(null);
    },
    rename: () => {
      const row = selection.chosen()?.rows?.[0];
      if (row !== undefined && can('rename')) setAsked({ kind: 'rename', row });
    },
    remove: () => {
      const objects = selection.chosen();
      if (objects !== null && can('remove')) setAsked({ kind: 'remove', objects });
    },
  };
  const dialogs = asked !== null && (
    <ListingDialogs {...options} asked={asked} onClose={() => setAsked(null)} />
  );
  return { actions, dialogs, askNewFolder: () => setAsked({ kind: 'newFolder' }) };
}

interface ListingDialogsProps extends ListingActionsOptions {
  readonly asked: Asked;
  readonly onClose: () => void;
}

function ListingDialogs({
  asked,
  device,
  folder,
  selection,
  onClose,
}: ListingDialogsProps): ReactNode {
  const { t } = useTranslation('devices');
  const formats = useFormats();
  const commands = useDeviceCommands();
  const { deviceId } = device;
  switch (asked.kind) {
    case 'rename':
      return (
        <NameDialog
          title={t('rename.title')}
          label={t('rename.label')}
          initial={asked.row.name}
          maximumLength={255}
          saveLabel={t('rename.save')}
          cancelLabel={t('rename.cancel')}
          onSave={(name) => commands.rename(deviceId, asked.row.objectId, name)}
          onClose={onClose}
        />
      );
    case 'newFolder':
      return (
        <NameDialog
          title={t('newFolder.title')}
          label={t('newFolder.label')}
          initial=""
          maximumLength={255}
          saveLabel={t('newFolder.save')}
          cancelLabel={t('newFolder.cancel')}
          onSave={async (name) => {
            const made = await commands.makeFolder(deviceId, folder, name);
            if (made.ok) selection.selectOnly(made.value.objectId);
            return made;
          }}
          onClose={onClose}
        />
      );
    case 'remove': {
      const { count, rows } = asked.objects;
      const sizeBytes = (rows ?? []).reduce((sum, row) => sum + row.sizeBytes, 0);
      const shown = (rows ?? []).slice(0, namedCount).map(({ name }) => isolate(name));
      const names = shown.join(t('delete.nameSeparator'));
      const named =
        count > shown.length
          ? t('delete.namesMore', { names, count: count - shown.length })
          : t('delete.names', { names });
      const warning =
        sizeBytes === 0
          ? t('delete.text')
          : t('delete.textSize', { size: formats.size(sizeBytes) });
      return (
        <Question
          isOpen
          title={t('delete.title', { count, name: isolate(device.name) })}
          text={shown.length === 0 ? warning : `${named} ${warning}`}
          confirmLabel={t('delete.confirm', { count })}
          cancelLabel={t('delete.cancel')}
          onCancel={onClose}
          onConfirm={() => {
            commands.remove(deviceId, asked.objects.selection);
            selection.selectNone();
            onClose();
          }}
        />
      );
    }
    case 'copyToComputer':
      return (
        <FolderDialog
          title={t('copyToComputer.title')}
          chooseLabel={t('copyToComputer.copy')}
          cancelLabel={t('copyToComputer.cancel')}
          onChoose={(folderId) =>
            commands.copyToComputer(deviceId, asked.objects.selection, {
              kind: 'browsed',
              folderId,
            })
          }
          onClose={onClose}
        />
      );
  }
}

function download(url: string, fileName: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
}
