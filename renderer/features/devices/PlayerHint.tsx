import { useTranslation } from 'react-i18next';
import type { DeviceSnapshot } from '../../../electron/contract/devices.ts';
import { isolate, useErrorText, useFormats } from '../../i18n/index.ts';
import { useDeviceSources } from '../../stores/index.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import styles from './PlayerHint.module.css';
import { useDeviceCommands } from './useDeviceCommands.ts';

/** Why a player is not ready and what the person can do; nothing for one that is. */
export function PlayerHint({ device }: { readonly device: DeviceSnapshot }) {
  const { t } = useTranslation('devices');
  const errorText = useErrorText();
  const commands = useDeviceCommands();
  const text = useHintText(device);
  const { problem, heldBy, permissionRule } = device;
  if (text === null && problem === null) return null;
  const error = problem === null ? null : errorText(problem);
  const what =
    heldBy === null
      ? error?.message
      : t('hint.heldBy', { program: isolate(heldBy.program), processId: heldBy.processId });
  // Where this page says itself what to do, nothing sends the person to it.
  const remedy = text === null && permissionRule === null ? error?.remedy : null;
  return (
    <section
      className={styles.hint}
      role="status"
      data-weight={problem === null ? 'mild' : 'strong'}
    >
      {error !== null && <h2 className={styles.title}>{error.title}</h2>}
      {error !== null && <p>{[what, remedy].filter(Boolean).join(' ')}</p>}
      {text !== null && <p>{text}</p>}
      {permissionRule !== null && (
        <>
          <p>{t('hint.rule')}</p>
          <pre className={styles.rule} dir="ltr">
            {permissionRule}
          </pre>
        </>
      )}
      {(permissionRule !== null || problem !== null) && (
        <div className={styles.actions}>
          {permissionRule !== null && (
            <CopyButton label={t('hint.copyRule')} text={() => permissionRule} />
          )}
          {problem !== null && (
            <Button onPress={() => commands.retry(device.deviceId)}>{t('hint.retry')}</Button>
          )}
        </div>
      )}
    </section>
  );
}

function useHintText({ deviceId, status, lastSeenAt }: DeviceSnapshot): string | null {
  const { t } = useTranslation('devices');
  const formats = useFormats();
  const isFolder = useDeviceSources().some((source) => source.deviceId === deviceId);
  switch (status) {
    case 'locked':
      return t('hint.locked');
    case 'recovering':
      return t('hint.recovering');
    case 'initialising':
      return t('hint.initialising');
    case 'absent':
      return t(isFolder ? 'hint.folderAbsent' : 'hint.absent', {
        moment: formats.moment(new Date(lastSeenAt)),
      });
    case 'ready':
    case 'busy':
    case 'obstructed':
      return null;
  }
}
