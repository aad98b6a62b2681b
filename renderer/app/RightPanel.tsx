import { X } from 'lucide-react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { QueuePanel, SignalPathPanel } from './parts.tsx';
import styles from './RightPanel.module.css';
import type { RightPanelName } from './useRightPanel.ts';

interface RightPanelProps {
  readonly panel: RightPanelName;
  readonly onShow: (panel: RightPanelName | null) => void;
}

const panels: readonly RightPanelName[] = ['queue', 'signalPath'];

/** The panel beside the content. */
export function RightPanel({ panel, onShow }: RightPanelProps) {
  const { t } = useTranslation(['playerBar', 'app']);
  return (
    <aside className={styles.panel} aria-label={t(`playerBar:${panel}`)}>
      <header className={styles.header}>
        <ToggleButtonGroup
          className={styles.tabs ?? ''}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[panel]}
          onSelectionChange={(keys) => {
            const chosen = panels.find((name) => keys.has(name));
            if (chosen !== undefined) onShow(chosen);
          }}
        >
          {panels.map((name) => (
            <ToggleButton key={name} id={name} className={styles.tab ?? ''}>
              {t(`playerBar:${name}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <IconButton
          label={t('app:closePanel')}
          icon={<X />}
          size="small"
          tooltipPlacement="bottom"
          onPress={() => onShow(null)}
        />
      </header>
      <div className={styles.body}>
        <PanelContent panel={panel} />
      </div>
    </aside>
  );
}

/** The same panel over a narrow window. */
export function PanelSheet({ panel, onShow }: RightPanelProps) {
  const { t } = useTranslation('playerBar');
  return (
    <Dialog isOpen shape="sheet" title={t(panel)} onClose={() => onShow(null)}>
      <div className={styles.sheetBody}>
        <PanelContent panel={panel} />
      </div>
    </Dialog>
  );
}

function PanelContent({ panel }: { readonly panel: RightPanelName }) {
  return panel === 'queue' ? <QueuePanel /> : <SignalPathPanel />;
}
