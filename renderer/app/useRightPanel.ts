import { useCallback, useState } from 'react';
import type { Settings } from '../../electron/contract/settings.ts';
import { useTellError } from '../features/notices/index.ts';
import { useBridge, useSettings } from '../stores/index.ts';

export type RightPanelName = NonNullable<Settings['rightPanel']>;

interface RightPanelState {
  readonly shown: RightPanelName | null;
  readonly show: (panel: RightPanelName | null) => void;
  /** Shows it, or closes it when it is what is shown. */
  readonly toggle: (panel: RightPanelName) => void;
}

/**
 * What stands in the right panel. Beside the page it is a setting, kept over restarts; as a sheet over
 * the page it is opened for the moment.
 */
export function useRightPanel(isSheet: boolean): RightPanelState {
  const remembered = useSettings((settings) => settings.rightPanel);
  const [sheet, setSheet] = useState<RightPanelName | null>(null);
  const bridge = useBridge();
  const tell = useTellError();
  const shown = isSheet ? sheet : remembered;

  const show = useCallback(
    (panel: RightPanelName | null) => {
      if (isSheet) {
        setSheet(panel);
        return;
      }
      void bridge.invoke('settings.update', { patch: { rightPanel: panel } }).then((outcome) => {
        if (!outcome.ok) tell(outcome.error);
      });
    },
    [bridge, isSheet, tell],
  );
  const toggle = useCallback(
    (panel: RightPanelName) => show(shown === panel ? null : panel),
    [show, shown],
  );
  return { shown, show, toggle };
}
