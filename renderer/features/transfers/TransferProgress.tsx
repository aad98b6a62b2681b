import { CirclePause, Play } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TransferQueue } from '../../../electron/contract/transfers.ts';
import { isolate, useErrorText, useFormats } from '../../i18n/index.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import styles from './TransferProgress.module.css';
import { useTransferCommands } from './useTransferCommands.ts';

/** How far the copies of one player are, with the button that halts them or lets them go on. */
export function TransferProgress({ queue }: { readonly queue: TransferQueue }) {
  const { t } = useTranslation('transfers');
  const commands = useTransferCommands(queue.deviceId);
  const isHalted =
    queue.state === 'paused' || queue.state === 'pausing' || queue.interruptedCount > 0;
  return (
    <div className={styles.progress}>
      <div className={styles.text}>
        <ProgressBar
          label={useHeadline(queue)}
          fraction={queue.totalBytes === 0 ? null : queue.doneBytes / queue.totalBytes}
        />
        <span className={styles.figures}>{useFigures(queue)}</span>
      </div>
      {queue.state !== 'idle' &&
        (isHalted ? (
          <IconButton
            label={t(queue.interruptedCount > 0 ? 'queue.resumeInterrupted' : 'queue.resume')}
            icon={<Play className="mirror-rtl" />}
            onPress={commands.resume}
          />
        ) : (
          <IconButton label={t('queue.pause')} icon={<CirclePause />} onPress={commands.pause} />
        ))}
    </div>
  );
}

/** What it does now. */
function useHeadline(queue: TransferQueue): string {
  const { t } = useTranslation('transfers');
  const errorText = useErrorText();
  const { state, current, interruptedCount, failedCount, error } = queue;
  if (error !== null) return errorText(error).message;
  if (interruptedCount > 0) return t('queue.interrupted', { count: interruptedCount });
  if (state === 'idle' && failedCount > 0) return t('queue.incomplete');
  if (state !== 'running' || current === null) return t(`queue.state.${state}`);
  const name = isolate(current.name);
  return t(current.state === 'finishing' ? 'queue.finishing' : 'queue.copying', { name });
}

/** Files, bytes, speed, time: as far as they are known. */
function useFigures(queue: TransferQueue): string {
  const { t } = useTranslation('transfers');
  const formats = useFormats();
  const { state, bytesPerSecond, remainingMs, failedCount, skippedCount } = queue;
  const figures: string[] = [
    t('queue.progress', { done: queue.doneCount, total: queue.batchCount }),
    t('queue.bytes', {
      written: formats.size(queue.doneBytes),
      whole: formats.size(queue.totalBytes),
    }),
  ];
  if (state === 'running' && bytesPerSecond !== null && Math.round(bytesPerSecond) > 0) {
    figures.push(t('queue.speed', { size: formats.size(bytesPerSecond) }));
  }
  if (state === 'running' && remainingMs !== null) {
    const duration = formats.spokenDuration(remainingMs, 'short');
    figures.push(t('queue.remaining', { duration }));
  }
  if (failedCount > 0) figures.push(t('queue.failed', { count: failedCount }));
  if (skippedCount > 0) figures.push(t('queue.skipped', { count: skippedCount }));
  return figures.join(' · ');
}
