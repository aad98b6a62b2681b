import { AudioWaveform, ListMusic, X } from 'lucide-react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { QueuePanel } from '../features/queue/index.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { lazyPart } from '../ui/lazyPart.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { useShortcutKeys } from '../ui/shortcutKeys.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import styles from './RightPanel.module.css';
import type { RightPanelName } from './useRightPanel.ts';

const SignalPathPanel = lazyPart(
  async () => (await import('../features/signalPath/index.ts')).SignalPathPanel,
);

interface RightPanelProps {
  readonly panel: RightPanelName;
  readonly onShow: (panel: RightPanelName | null) => void;
}

/** The panel beside the content. */
export function RightPanel({ panel, onShow }: RightPanelProps) {
  const { t } = useTranslation('playerBar');
  return (
    <aside id="right-panel" className={styles.panel} tabIndex={-1} aria-label={t(panel)}>
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
    <Suspense fallback={<Skeleton shape="row" count={8} className={styles.loading ?? ''} />}>
      <SignalPathPanel actions={actions} />
    </Suspense>
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
