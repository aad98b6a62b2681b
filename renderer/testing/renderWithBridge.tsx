import { configure, render, type RenderResult } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { act, type ReactNode } from 'react';
import { vi } from 'vitest';
import type { Language } from '../../electron/contract/settings.ts';
import type { TopicName, TopicValue } from '../../electron/contract/topics.ts';
import { FakeBridge } from '../bridge/FakeBridge.ts';
import { NoticeList, NoticesProvider } from '../features/notices/index.ts';
import { availableLanguages, loadStrings, LocaleProvider } from '../i18n/index.ts';
import { PlaybackContext } from '../features/sink/index.ts';
import { TransfersProvider } from '../features/transfers/index.ts';
import { BridgeProvider, connectStores, createStores } from '../stores/index.ts';
import { narrowQuery, sheetQuery } from '../ui/useMediaQuery.ts';
import { FakePlayback } from './FakePlayback.ts';

// What is loaded when it is first shown takes a while on a busy machine.
configure({ asyncUtilTimeout: 10_000 });
// Tests are drawn at once; they do not wait for words.
await Promise.all(availableLanguages.map(loadStrings));

interface Rendered extends RenderResult {
  readonly bridge: FakeBridge;
  readonly playback: FakePlayback;
  readonly user: UserEvent;
  /** Tells a topic and lets the page render. */
  readonly emit: <Name extends TopicName>(name: Name, value: TopicValue<Name>) => void;
}

interface RenderOptions {
  readonly bridge?: FakeBridge;
  readonly language?: Language;
  readonly isNarrow?: boolean;
}

/** jsdom has no layout: a wide window, a light theme, a mouse, motion reduced. */
export function stubMatchMedia(matches: (query: string) => boolean = () => false): void {
  vi.stubGlobal('matchMedia', (query: string) => ({
    media: query,
    matches: matches(query),
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
}

/** Renders a part of the page over a `FakeBridge`, in English and a wide window unless told otherwise. */
export function renderWithBridge(children: ReactNode, options: RenderOptions = {}): Rendered {
  const { bridge = new FakeBridge(), language = 'en', isNarrow = false } = options;
  const stores = createStores();
  connectStores(stores, bridge);
  const playback = new FakePlayback();
  stubMatchMedia((query) => isNarrow && (query === narrowQuery || query === sheetQuery));
  const result = render(
    <BridgeProvider bridge={bridge} stores={stores}>
      <PlaybackContext value={playback}>
        <LocaleProvider language={language} machineLanguages={['en-GB']}>
          <NoticesProvider>
            <TransfersProvider>{children}</TransfersProvider>
            <NoticeList />
          </NoticesProvider>
        </LocaleProvider>
      </PlaybackContext>
    </BridgeProvider>,
  );
  const emit: Rendered['emit'] = (name, value) => act(() => bridge.emit(name, value));
  return { ...result, bridge, playback, emit, user: userEvent.setup() };
}
