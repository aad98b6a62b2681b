import type { ReactNode } from 'react';
import type { Bridge } from '../bridge/Bridge.ts';
import { NoticesProvider } from '../features/notices/index.ts';
import { OpeningProvider } from '../features/opening/index.ts';
import { TransfersProvider } from '../features/transfers/index.ts';
import { LocaleProvider } from '../i18n/index.ts';
import { PlaybackContext } from '../features/sink/index.ts';
import type { Playback } from '../playback/index.ts';
import { BridgeProvider, type Stores } from '../stores/index.ts';
import { ShortcutKeysContext } from '../ui/shortcutKeys.ts';
import { CrashPage } from './CrashPage.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Frame } from './Frame.tsx';
import { useLanguage } from './useLanguage.ts';
import { useTheme } from './useTheme.ts';
import { useRegistryKeys } from './useShortcuts.ts';

interface AppProps {
  readonly bridge: Bridge;
  readonly stores: Stores;
  readonly playback: Playback;
  /** An error while rendering, which the person already sees. */
  readonly onError: (error: unknown) => void;
}

/** The whole page over one bridge. */
export function App({ bridge, stores, playback, onError }: AppProps) {
  return (
    <BridgeProvider bridge={bridge} stores={stores}>
      <PlaybackContext value={playback}>
        <Appearance>
          <ErrorBoundary onError={onError} fallback={(error) => <CrashPage error={error} />}>
            <NoticesProvider>
              <TransfersProvider>
                <OpeningProvider>
                  <Frame />
                </OpeningProvider>
              </TransfersProvider>
            </NoticesProvider>
          </ErrorBoundary>
        </Appearance>
      </PlaybackContext>
    </BridgeProvider>
  );
}

/** Theme, language and keys, as the person set them. */
function Appearance({ children }: { readonly children: ReactNode }) {
  useTheme();
  const language = useLanguage();
  const registryKeys = useRegistryKeys();
  return (
    <LocaleProvider language={language}>
      <ShortcutKeysContext value={registryKeys}>{children}</ShortcutKeysContext>
    </LocaleProvider>
  );
}
