import { AudioWaveform, ListMusic, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { QueuePanel } from '../features/queue/index.ts';
import { SignalPathPanel } from '../features/signalPath/index.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { useShortcutKeys } from '../ui/shortcutKeys.ts';
import styles from './RightPanel.module.css';
import type { RightPanelName } from './useRightPanel.ts';

interface RightPanelProps {
  readonly panel: RightPanelName;
  readonly onShow: (panel: RightPanelName | null) => void;
}

/** The panel beside the content. */
export function RightPanel({ panel, onShow }: RightPanelProps) {
  const { t } = useTranslation('playerBar');
  return (
    <aside className={styles.panel} aria-label={t(panel)}>
      <PanelContent panel={panel} onShow={onShow} />
    </aside>
  );
}

/** The same panel over a narrow window. */
export function PanelSheet({ panel, onShow }: RightPanelProps) {
  const { t } = useTranslation('playerBar');
  return (
    <Sheet label={t(panel)} onClose={() => onShow(null)}>
      <PanelContent panel={panel} onShow={onShow} />
    </Sheet>
  );
}

function PanelContent({ panel, onShow }: RightPanelProps) {
  const actions = <PanelActions panel={panel} onShow={onShow} />;
  return panel === 'queue' ? (
    <QueuePanel actions={actions} />
  ) : (
    <SignalPathPanel actions={actions} />
  );
}

/** The other panel, and away with both. */
function PanelActions({ panel, onShow }: RightPanelProps) {
  const { t } = useTranslation(['playerBar', 'app']);
  const keys = useShortcutKeys();
  const other = panel === 'queue' ? 'signalPath' : 'queue';
  return (
    <>
      <IconButton
        label={t(`playerBar:${other}`)}
        keys={keys(other)}
        icon={other === 'queue' ? <ListMusic className="mirror-rtl" /> : <AudioWaveform />}
        size="small"
        tooltipPlacement="bottom"
        onPress={() => onShow(other)}
      />
      <IconButton
        label={t('app:closePanel')}
        icon={<X />}
        size="small"
        tooltipPlacement="bottom"
        onPress={() => onShow(null)}
      />
    </>
  );
}
