import { useTellError } from '../features/notices/index.ts';
import type { PlayerActions } from '../features/playerBar/index.ts';
import { useBridge } from '../stores/index.ts';
import { goTo } from './routes.ts';
import type { PageShortcutName } from './shortcuts.ts';
import type { RightPanelName } from './useRightPanel.ts';
import { useShortcuts } from './useShortcuts.ts';

interface PageActions {
  readonly actions: PlayerActions;
  readonly togglePanel: (panel: RightPanelName) => void;
  readonly toggleFullScreen: () => void;
  readonly toggleMini: () => void;
  readonly showShortcuts: () => void;
  /** The mini player's own; `null` while it has none. */
  readonly miniWindow: Window | null;
}

type Shortcuts = Readonly<Partial<Record<PageShortcutName, () => void>>>;

const volumeStep = 0.05;

/**
 * What each key of the registry does that is the page's own. In the mini player's window only those work
 * whose effect can be seen or heard there.
 */
export function usePageShortcuts(page: PageActions): void {
  const bridge = useBridge();
  const tell = useTellError();
  const { actions } = page;

  const undo = async () => {
    const outcome = await bridge.invoke('queue.undo', {});
    if (!outcome.ok && outcome.error.code !== 'queue.nothingToUndo') tell(outcome.error);
  };

  const player = {
    togglePlay: () => actions.togglePlay(),
    previous: () => actions.previous(),
    next: () => actions.next(),
    seekBack: () => actions.seekBy(-5_000),
    seekForward: () => actions.seekBy(5_000),
    seekBackFar: () => actions.seekBy(-30_000),
    seekForwardFar: () => actions.seekBy(30_000),
    jumpBack: () => actions.seekBy(-10_000),
    jumpForward: () => actions.seekBy(10_000),
    toStart: () => void actions.seekTo(0),
    shuffle: () => actions.toggleShuffle(),
    repeat: () => actions.cycleRepeat(),
    slower: () => actions.stepRate(-1),
    faster: () => actions.stepRate(1),
    normalRate: () => actions.setRate(1),
    volumeUp: () => actions.changeVolumeBy(volumeStep),
    volumeDown: () => actions.changeVolumeBy(-volumeStep),
    mute: () => actions.toggleMuted(),
    miniPlayer: page.toggleMini,
  } satisfies Shortcuts;
  const everywhere: Required<Shortcuts> = {
    ...player,
    search: focusSearch,
    queue: () => page.togglePanel('queue'),
    signalPath: () => page.togglePanel('signalPath'),
    fullScreen: page.toggleFullScreen,
    settings: () => goTo('settings'),
    showShortcuts: page.showShortcuts,
    undo: () => void undo(),
  };
  useShortcuts(window, everywhere);
  useShortcuts(page.miniWindow, player);
}

/** The last search on the page is the one of the panel, which lies on top. */
function focusSearch(): void {
  const searches = document.querySelectorAll<HTMLInputElement>('input[data-search]');
  [...searches].at(-1)?.focus();
}
