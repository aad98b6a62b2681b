import { ChevronDown, ListMusic } from 'lucide-react';
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useNowPlaying } from '../../stores/index.ts';
import { Cover } from '../../ui/Cover.tsx';
import { classNames } from '../../ui/classNames.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import styles from './FullPlayer.module.css';
import { PlaybackPrompt } from './PlaybackPrompt.tsx';
import type { PlayerActions } from './PlayerActions.ts';
import { RateMenu, RepeatButton, ShuffleButton } from './PlayModes.tsx';
import { SeekBar } from './SeekBar.tsx';
import { Transport } from './Transport.tsx';
import { useTrackStatus } from './useTrackStatus.ts';
import { VolumeControl } from './VolumeControl.tsx';

interface FullPlayerProps {
  readonly actions: PlayerActions;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onShowQueue: () => void;
}

/** The whole player over a narrow window. */
export function FullPlayer({ actions, isOpen, onClose, onShowQueue }: FullPlayerProps) {
  const { t } = useTranslation(['playerBar', 'ui']);
  const nowPlaying = useNowPlaying();
  const { title, line, tone } = useTrackStatus();
  return (
    <ModalOverlay
      isOpen={isOpen}
      className={styles.overlay ?? ''}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={styles.modal ?? ''}>
        <AriaDialog className={styles.player ?? ''} aria-label={t('playerBar:label')}>
          <header className={styles.header}>
            <IconButton
              label={t('ui:close')}
              icon={<ChevronDown />}
              size="large"
              tooltipPlacement="bottom"
              onPress={onClose}
            />
            <IconButton
              label={t('playerBar:queue')}
              icon={<ListMusic className="mirror-rtl" />}
              size="large"
              tooltipPlacement="bottom"
              onPress={onShowQueue}
            />
          </header>
          <div className={styles.stage}>
            <Cover
              artId={nowPlaying?.artId ?? null}
              seed={nowPlaying === null ? '' : (nowPlaying.tags.album ?? title)}
              hasVideo={nowPlaying?.hasVideo ?? false}
              className={styles.cover}
            />
          </div>
          <div className={styles.words}>
            <h2 className={styles.title} dir="auto">
              {title}
            </h2>
            <p className={classNames(styles.line, styles[tone])} dir="auto">
              {line}
            </p>
          </div>
          <PlaybackPrompt />
          <SeekBar actions={actions} shape="stacked" />
          <div className={styles.transport} dir="ltr">
            <ShuffleButton actions={actions} />
            <Transport actions={actions} size="large" />
            <RepeatButton actions={actions} />
          </div>
          <div className={styles.foot}>
            <VolumeControl actions={actions} />
            <RateMenu actions={actions} />
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
