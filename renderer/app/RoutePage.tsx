import { Suspense } from 'react';
import { PlayerPage, PlayersPage } from '../features/devices/index.ts';
import { NowPlayingPage } from '../features/nowPlaying/index.ts';
import { lazyPart } from '../ui/lazyPart.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import styles from './RoutePage.module.css';
import { goTo, goToPlayer, hrefOfPlayer, usePlayerRoute, type Route } from './routes.ts';

const SignalPathPage = lazyPart(
  async () => (await import('../features/signalPath/index.ts')).SignalPathPage,
);
const SettingsPage = lazyPart(
  async () => (await import('../features/settings/index.ts')).SettingsPage,
);
const AboutPage = lazyPart(async () => (await import('../features/settings/index.ts')).AboutPage);

interface RoutePageProps {
  readonly route: Route;
  readonly onShowShortcuts: () => void;
}

/** The page of a route. */
export function RoutePage(props: RoutePageProps) {
  return (
    <Suspense fallback={<Skeleton count={6} className={styles.loading ?? ''} />}>
      <Page {...props} />
    </Suspense>
  );
}

function Page({ route, onShowShortcuts }: RoutePageProps) {
  switch (route) {
    case 'listen':
      return <NowPlayingPage />;
    case 'players':
      return <PlayerRoute />;
    case 'signalPath':
      return <SignalPathPage />;
    case 'settings':
      return <SettingsPage onShowAbout={() => goTo('about')} onShowShortcuts={onShowShortcuts} />;
    case 'about':
      return <AboutPage onBack={() => goTo('settings')} />;
  }
}

function PlayerRoute() {
  const deviceId = usePlayerRoute();
  return deviceId === null ? (
    <PlayersPage hrefOf={hrefOfPlayer} onAdded={goToPlayer} />
  ) : (
    <PlayerPage
      key={deviceId}
      deviceId={deviceId}
      hrefOf={hrefOfPlayer}
      onAdded={goToPlayer}
      onLeave={() => goTo('players')}
    />
  );
}
