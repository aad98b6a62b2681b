import { Ellipsis, LogOut, Plus } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceSnapshot } from '../../../electron/contract/devices.ts';
import type { DeviceId, StorageId } from '../../../electron/contract/ids.ts';
import { isolate, useFormats } from '../../i18n/index.ts';
import { useDevices, useDeviceSources, useIsKnown, useTransfers } from '../../stores/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Question } from '../../ui/Dialog.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { MenuButton, MenuItem, MenuSeparator } from '../../ui/Menu.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useDropZone, type DropTarget } from '../opening/index.ts';
import { TransferStrip, useTransferDialogs } from '../transfers/index.ts';
import { BatteryState } from './BatteryState.tsx';
import { ListingView } from './listing/ListingView.tsx';
import { MusicFolderDialog } from './MusicFolderDialog.tsx';
import { NameDialog } from './NameDialog.tsx';
import { PlayerHint } from './PlayerHint.tsx';
import styles from './PlayerPage.module.css';
import { useStatusText } from './useStatusText.ts';
import { PlayersPage } from './PlayersPage.tsx';
import { StorageCard } from './StorageCard.tsx';
import { useAddItems } from './useAddItems.tsx';
import { useDeviceCommands } from './useDeviceCommands.ts';

interface PlayerPageProps {
  readonly deviceId: DeviceId;
  readonly hrefOf: (deviceId: DeviceId) => string;
  /** A player was added, or several: then the page of all is to be shown. */
  readonly onAdded: (deviceId: DeviceId | null) => void;
  /** The player was forgotten. */
  readonly onLeave: () => void;
}

/** One player: what it is, how full it is, what is on it, and what is being copied. */
export function PlayerPage({ deviceId, hrefOf, onAdded, onLeave }: PlayerPageProps) {
  const isKnown = useIsKnown('devices');
  const device = useDevices((devices) => devices.find((each) => each.deviceId === deviceId));
  if (!isKnown) return <Skeleton shape="row" count={6} />;
  if (device === undefined) return <PlayersPage hrefOf={hrefOf} onAdded={onAdded} />;
  return <Player device={device} onLeave={onLeave} />;
}

interface PlayerProps {
  readonly device: DeviceSnapshot;
  readonly onLeave: () => void;
}

function Player({ device, onLeave }: PlayerProps) {
  const { deviceId, storages } = device;
  const page = useRef<HTMLDivElement>(null);
  const [shownId, setShownId] = useState(storages[0]?.storageId);
  const shown = storages.find(({ storageId }) => storageId === shownId) ?? storages[0];
  const { paths, notePath } = usePaths(shown?.storageId);
  const target: DropTarget = {
    kind: 'player',
    deviceId,
    destination: { kind: 'byTemplate', storageId: shown?.storageId ?? null, template: null },
    name: device.name,
  };
  useDropZone(page, { targetAt: () => target, onHover: () => undefined });
  const isReadable = device.status === 'ready' || device.status === 'busy';
  return (
    <div ref={page} className={styles.page}>
      <PlayerHeader device={device} target={target} onLeave={onLeave} />
      <PlayerHint device={device} />
      <TransferStrip deviceId={deviceId} />
      {storages.length > 0 && (
        <div className={styles.storages}>
          {storages.map((storage) => (
            <StorageCard
              key={storage.storageId}
              deviceId={deviceId}
              storage={storage}
              isShown={storage === shown}
              onShow={() => setShownId(storage.storageId)}
            />
          ))}
        </div>
      )}
      {isReadable && shown !== undefined && (
        <div className={styles.listing}>
          <ListingView
            key={shown.storageId}
            device={device}
            storage={shown}
            path={paths.get(shown.storageId) ?? []}
            onPath={notePath}
          />
        </div>
      )}
    </div>
  );
}

/** Where the person is on each storage: still known when the player was unplugged and is back. */
function usePaths(storageId: StorageId | undefined) {
  const [paths, setPaths] = useState<ReadonlyMap<StorageId, readonly string[]>>(new Map());
  const notePath = useCallback(
    (path: readonly string[]) => {
      if (storageId !== undefined) setPaths((before) => new Map(before).set(storageId, path));
    },
    [storageId],
  );
  return { paths, notePath };
}

interface PlayerHeaderProps extends PlayerProps {
  /** Where what is added goes. */
  readonly target: DropTarget;
}

function PlayerHeader({ device, target, onLeave }: PlayerHeaderProps) {
  const { t } = useTranslation('devices');
  const formats = useFormats();
  const commands = useDeviceCommands();
  const addItems = useAddItems();
  const { showTransfers } = useTransferDialogs();
  const hasCopies = useTransfers((queues) =>
    queues.some((queue) => queue.deviceId === device.deviceId),
  );
  const source = useDeviceSources().find((each) => each.deviceId === device.deviceId);
  const [asked, setAsked] = useState<'name' | 'musicFolder' | 'forget' | null>(null);
  const { deviceId, preferences, status } = device;
  const statusText = useStatusText(device);
  const model = device.model.startsWith(device.manufacturer)
    ? device.model
    : t('header.model', { manufacturer: device.manufacturer, model: device.model });
  const state =
    status === 'absent'
      ? t('lastSeen', { moment: formats.moment(new Date(device.lastSeenAt)) })
      : statusText;
  const facts = [model, device.location, state].filter(
    (fact, index, all) => fact !== '' && fact !== device.name && all.indexOf(fact) === index,
  );
  return (
    <header className={styles.header}>
      <div className={styles.titles}>
        <h1 className={styles.title}>
          <bdi>{device.name}</bdi>
        </h1>
        <p className={styles.facts}>
          {facts.map((fact) => isolate(fact)).join(' · ')}
          <BatteryState percent={device.batteryPercent} />
        </p>
      </div>
      {device.abilities.includes('write') && (
        <MenuButton
          label={t('copyHere.label')}
          trigger={<IconButton label={t('copyHere.label')} icon={<Plus />} />}
        >
          {addItems(target)}
        </MenuButton>
      )}
      {device.abilities.includes('eject') && (
        <Button icon={<LogOut aria-hidden />} onPress={() => commands.eject(deviceId)}>
          {t('header.eject')}
        </Button>
      )}
      <MenuButton
        label={t('header.more')}
        trigger={<IconButton label={t('header.more')} icon={<Ellipsis />} />}
      >
        {hasCopies && (
          <MenuItem onAction={() => showTransfers(deviceId)}>{t('header.copies')}</MenuItem>
        )}
        <MenuItem onAction={() => setAsked('name')}>{t('header.rename')}</MenuItem>
        <MenuItem onAction={() => setAsked('musicFolder')}>{t('header.musicFolder')}</MenuItem>
        <MenuItem onAction={() => commands.refresh(deviceId)}>{t('header.refresh')}</MenuItem>
        {(status === 'absent' || source !== undefined) && (
          <>
            <MenuSeparator />
            <MenuItem isDangerous onAction={() => setAsked('forget')}>
              {t('header.forget')}
            </MenuItem>
          </>
        )}
      </MenuButton>
      {asked === 'name' && (
        <NameDialog
          title={t('name.title')}
          label={t('name.label')}
          description={t('name.help')}
          initial={preferences.name ?? device.name}
          mayBeEmpty
          maximumLength={100}
          saveLabel={t('name.save')}
          cancelLabel={t('name.cancel')}
          onSave={(name) => commands.setPreferences(deviceId, { name: name === '' ? null : name })}
          onClose={() => setAsked(null)}
        />
      )}
      {asked === 'musicFolder' && (
        <MusicFolderDialog
          initial={preferences.musicFolderTemplate}
          onSave={(musicFolderTemplate) =>
            commands.setPreferences(deviceId, { musicFolderTemplate })
          }
          onClose={() => setAsked(null)}
        />
      )}
      <Question
        isOpen={asked === 'forget'}
        title={t('forget.title', { name: isolate(device.name) })}
        text={t(source === undefined ? 'forget.text' : 'forget.folderText')}
        confirmLabel={t('forget.confirm')}
        cancelLabel={t('forget.cancel')}
        onCancel={() => setAsked(null)}
        onConfirm={() => {
          setAsked(null);
          const forgetting =
            source === undefined
              ? commands.forget(deviceId)
              : commands.removeSource(source.sourceId);
          void forgetting.then((isForgotten) => {
            if (isForgotten) onLeave();
          });
        }}
      />
    </header>
  );
}
