import { NowPlayingPage } from '../features/nowPlaying/index.ts';
import { AboutPage, SettingsPage } from '../features/settings/index.ts';
import { SignalPathPage } from '../features/signalPath/index.ts';
import { goTo, type Route } from './routes.ts';

interface RoutePageProps {
  readonly route: Route;
  readonly onShowShortcuts: () => void;
}

/** The page of a route. */
export function RoutePage({ route, onShowShortcuts }: RoutePageProps) {
  switch (route) {
    case 'listen':
      return <NowPlayingPage />;
    case 'signalPath':
      return <SignalPathPage />;
    case 'settings':
      return <SettingsPage onShowAbout={() => goTo('about')} onShowShortcuts={onShowShortcuts} />;
    case 'about':
      return <AboutPage onBack={() => goTo('settings')} />;
  }
}
