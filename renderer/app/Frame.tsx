import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { ActivitiesButton } from '../features/activities/index.ts';
import { PlayersSection } from '../features/devices/index.ts';
import { NoticeList } from '../features/notices/index.ts';
import { OpenReportLine, useOpenDialog } from '../features/opening/index.ts';
import {
  CompactPlayerBar,
  FullPlayer,
  MiniPlayer,
  NowPlayingAnnouncer,
  PlayerBar,
  usePlayerActions,
  type PlayerActions,
} from '../features/playerBar/index.ts';
import { Sidebar, TabBar, type Destination } from '../features/sidebar/index.ts';
import { useHasPictureHere, usePlaysHere } from '../features/sink/index.ts';
import { useStores } from '../stores/BridgeContext.ts';
import { useNowPlaying } from '../stores/index.ts';
import { lazyPart } from '../ui/lazyPart.ts';
import { OnceOpened } from '../ui/OnceOpened.tsx';
import { useCoverAccent } from '../ui/useCoverAccent.ts';
import { useFullScreen } from '../ui/useFullScreen.ts';
import { lowQuery, useIsNarrow, useIsPanelSheet, useMediaQuery } from '../ui/useMediaQuery.ts';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import styles from './Frame.module.css';
import { connectMediaSession } from './mediaSessionKeys.ts';
import { PanelSheet, RightPanel } from './RightPanel.tsx';
import { RoutePage } from './RoutePage.tsx';
import {
  goTo,
  hrefOf,
  goToPlayer,
  hrefOfPlayer,
  usePlayerRoute,
  useRoute,
  type Route,
} from './routes.ts';
import { useDocumentTitle } from './useDocumentTitle.ts';
import { useFocusRescue } from './useFocusRescue.ts';
import { useMiniPlayer } from './useMiniPlayer.ts';
import { usePageShortcuts } from './usePageShortcuts.ts';
import { useRightPanel } from './useRightPanel.ts';

const PageShortcutSheet = lazyPart(
  async () => (await import('./PageShortcutSheet.tsx')).PageShortcutSheet,
);

/** Everything in its place: sidebar, content, panel, player; or their narrow forms. */
export function Frame() {
  const { t } = useTranslation('app');
  const route = useRoute();
  const player = usePlayerRoute();
  const isNarrow = useIsNarrow();
  const isLow = useMediaQuery(lowQuery);
  const actions = usePlayerActions();
  const isPanelSheet = useIsPanelSheet();
  const panel = useRightPanel(isPanelSheet);
  const mini = useMiniPlayer(useHasPictureHere());
  const fullScreen = useFullScreen();
  const openDialog = useOpenDialog();
  const [isSheetOpen, setIsSheetOpen] = useState(false);
  const [isFullPlayerOpen, setIsFullPlayerOpen] = useState(false);
  const content = useRef<HTMLElement>(null);
  useFocusRescue(content);
  useDocumentTitle();
  useMediaKeys(actions);
  useCoverAccent(useNowPlaying((nowPlaying) => nowPlaying?.artId ?? null));
  usePageShortcuts({
    actions,
    togglePanel: panel.toggle,
    toggleFullScreen: fullScreen.toggle,
    toggleMini: mini.toggle,
    miniWindow: mini.place?.kind === 'window' ? mini.place.window : null,
    showShortcuts: () => setIsSheetOpen(true),
  });

  const isFullPlayerShown = isNarrow && isFullPlayerOpen;
  const isMini = isLow || mini.place?.kind === 'page';
  return (
    <>
      <NowPlayingAnnouncer />
      {isMini ? (
        <main className={styles.mini}>
          <MiniPlayer
            actions={actions}
            onLeave={isLow ? null : mini.toggle}
            notices={<NoticeList isCompact />}
          />
          <div className={styles.report}>
            <OpenReportLine />
          </div>
        </main>
      ) : (
        <div className={styles.frame}>
          {!isNarrow && (
            <header className={styles.sidebar}>
              <a
                className={styles.skip}
                href={hrefOf(route)}
                onClick={(event) => {
                  event.preventDefault();
                  content.current?.focus();
                }}
              >
                {t('skipToContent')}
              </a>
              <Sidebar
                current={destinationOf(route)}
                hrefOf={hrefOf}
                players={
                  <PlayersSection
                    href={hrefOf('players')}
                    isCurrent={route === 'players' && player === null}
                    current={player}
                    hrefOf={hrefOfPlayer}
                    onAdded={goToPlayer}
                  />
                }
                onOpen={() => openDialog()}
                onShowShortcuts={() => setIsSheetOpen(true)}
              />
            </header>
          )}
          <div className={styles.content}>
            <ConnectionBanner />
            <main ref={content} className={styles.main} tabIndex={-1}>
              <RoutePage route={route} onShowShortcuts={() => setIsSheetOpen(true)} />
            </main>
            <OpenReportLine />
            <NoticeList />
            {isNarrow && (
              <div className={styles.activities}>
                <ActivitiesButton />
              </div>
            )}
          </div>
          {!isPanelSheet && panel.shown !== null && (
            <RightPanel panel={panel.shown} onShow={panel.show} />
          )}
          <div className={styles.player}>
            {isNarrow ? (
              <>
                <CompactPlayerBar actions={actions} onOpen={() => setIsFullPlayerOpen(true)} />
                <TabBar
                  current={destinationOf(route)}
                  hrefOf={hrefOf}
                  onShowQueue={() => panel.show('queue')}
                  onOpen={() => openDialog()}
                />
              </>
            ) : (
              <PlayerBar
                actions={actions}
                isQueueOpen={panel.shown === 'queue'}
                onToggleQueue={() => panel.toggle('queue')}
                onShowNowPlaying={() => goTo('listen')}
                onShowMini={mini.toggle}
                onToggleFullScreen={fullScreen.toggle}
              />
            )}
          </div>
        </div>
      )}
      {isPanelSheet && panel.shown !== null && (
        <PanelSheet panel={panel.shown} onShow={panel.show} />
      )}
      <OnceOpened isOpen={isFullPlayerShown}>
        <FullPlayer
          actions={actions}
          isOpen={isFullPlayerShown}
          onClose={() => setIsFullPlayerOpen(false)}
          onShow={(shown) => {
            setIsFullPlayerOpen(false);
            panel.show(shown);
          }}
        />
      </OnceOpened>
      <OnceOpened isOpen={isSheetOpen}>
        <PageShortcutSheet isOpen={isSheetOpen} onClose={() => setIsSheetOpen(false)} />
      </OnceOpened>
      {mini.place?.kind === 'window' &&
        createPortal(
          <MiniPlayer actions={actions} onLeave={mini.toggle} />,
          mini.place.window.document.body,
        )}
    </>
  );
}

function destinationOf(route: Route): Destination {
  return route === 'about' ? 'settings' : route;
}

/** Media keys go to the page that sounds. */
function useMediaKeys(actions: PlayerActions): void {
  const stores = useStores();
  const playsHere = usePlaysHere();
  useEffect(() => {
    if (!playsHere || !('mediaSession' in navigator)) return;
    return connectMediaSession(navigator.mediaSession, stores, actions);
  }, [actions, playsHere, stores]);
}
