import { AudioWaveform, ChevronDown, ListMusic } from 'lucide-react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/IconButton.tsx';
import { TitleLines } from '../../ui/TitleLines.tsx';
import styles from './FullPlayer.module.css';
import { PlaybackPrompt } from './PlaybackPrompt.tsx';
import type { PlayerActions } from './PlayerActions.ts';
import { RateMenu, RepeatButton, ShuffleButton } from './PlayModes.tsx';
import { SeekBar } from './SeekBar.tsx';
import { TrackCover } from './TrackCover.tsx';
import { Transport } from './Transport.tsx';
import { useTrackStatus } from './useTrackStatus.ts';
import { VolumeControl } from './VolumeControl.tsx';

interface FullPlayerProps {
  readonly actions: PlayerActions;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onShow: (panel: 'queue' | 'signalPath') => void;
}

/** The whole player over a narrow window. */
export function FullPlayer({ actions, isOpen, onClose, onShow }: FullPlayerProps) {
  const { t } = useTranslation(['playerBar', 'ui']);
  const status = useTrackStatus();
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
              label={t('playerBar:signalPath')}
              icon={<AudioWaveform />}
              size="large"
              className={styles.panels}
              tooltipPlacement="bottom"
              onPress={() => onShow('signalPath')}
            />
            <IconButton
              label={t('playerBar:queue')}
              icon={<ListMusic className="mirror-rtl" />}
              size="large"
              tooltipPlacement="bottom"
              onPress={() => onShow('queue')}
            />
          </header>
          <div className={styles.stage}>
            <TrackCover className={styles.cover} />
          </div>
          <TitleLines {...status} size="large" heading="h2" className={styles.words ?? ''} />
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
