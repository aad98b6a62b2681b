import { FolderOpen, Network, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isolate, useErrorText } from '../../i18n/index.ts';
import { useDeviceSources } from '../../stores/index.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { TitleLines } from '../../ui/TitleLines.tsx';
import styles from './DeviceSources.module.css';
import { useDeviceCommands } from './useDeviceCommands.ts';

/**
 * Machines and folders the person added as places of players; nothing when there are none. A folder that
 * is a player is among the players, and taken away on its page.
 */
export function DeviceSources() {
  const { t } = useTranslation('devices');
  const errorText = useErrorText();
  const commands = useDeviceCommands();
  const sources = useDeviceSources().filter(
    ({ deviceId, problem }) => deviceId === null || problem !== null,
  );
  if (sources.length === 0) return null;
  return (
    <section className={styles.sources}>
      <h2 className={styles.title}>{t('sources.title')}</h2>
      <ul>
        {sources.map(({ sourceId, kind, label, problem }) => (
          <li key={sourceId} className={styles.source}>
            {kind === 'host' ? <Network aria-hidden /> : <FolderOpen aria-hidden />}
            <TitleLines
              title={label}
              line={problem === null ? t(`sources.${kind}`) : errorText(problem).message}
              tone={problem === null ? 'plain' : 'danger'}
            />
            <IconButton
              label={t('sources.remove', { name: isolate(label) })}
              icon={<X />}
              size="small"
              onPress={() => void commands.removeSource(sourceId)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
