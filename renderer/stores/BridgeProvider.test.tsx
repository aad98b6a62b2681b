import { act, cleanup, render, screen } from '@testing-library/react';
import { Profiler, StrictMode, type ReactNode } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PlaybackSnapshot } from '../../electron/contract/playback.ts';
import { defaultSettings } from '../../electron/contract/settings.ts';
import { FakeBridge, sampleAppInfo } from '../bridge/FakeBridge.ts';
import {
  BridgeProvider,
  connectStores,
  createStores,
  useAppInfo,
  useConnection,
  useIsKnown,
  usePlayback,
  useSettings,
} from './index.ts';

const playing: PlaybackSnapshot = {
  status: 'playing',
  intent: 'play',
  suppression: null,
  entryId: null,
  positionMs: 0,
  ageMs: 0,
  moving: true,
  rate: 1,
  durationMs: null,
  bufferedMs: [],
};

function Probe() {
  const connection = useConnection();
  const version = useAppInfo()?.version ?? 'unknown';
  const theme = useSettings((settings) => settings.theme);
  const known = useIsKnown('settings');
  return <output>{[connection, version, theme, String(known)].join(' ')}</output>;
}

/** What is drawn over mirrors of this bridge. */
function mirrored(bridge: FakeBridge, children: ReactNode) {
  const stores = createStores();
  connectStores(stores, bridge);
  return (
    <BridgeProvider bridge={bridge} stores={stores}>
      {children}
    </BridgeProvider>
  );
}

describe('BridgeProvider', () => {
  afterEach(cleanup);

  it('mirrors what main told before and after mounting', async () => {
    const bridge = new FakeBridge();
    bridge.emit('settings', { ...defaultSettings, theme: 'dark' });
    await act(async () => {
      render(<StrictMode>{mirrored(bridge, <Probe />)}</StrictMode>);
      await Promise.resolve();
    });
    const output = screen.getByRole('status');
    expect(output.textContent).toBe(`open ${sampleAppInfo.version} dark true`);

    act(() => bridge.emit('settings', { ...defaultSettings, theme: 'light' }));
    expect(output.textContent).toContain('light');
  });

  it('keeps what was known while the connection is lost, and asks again after it', async () => {
    const bridge = new FakeBridge();
    render(mirrored(bridge, <Probe />));
    await act(async () => Promise.resolve());
    const output = screen.getByRole('status');
    act(() => bridge.setConnectionState('lost'));
    expect(output.textContent).toBe(`lost ${sampleAppInfo.version} system false`);

    bridge.answer('app.getInfo', { ok: true, value: { ...sampleAppInfo, version: '9.9.9' } });
    await act(async () => {
      bridge.setConnectionState('open');
      await Promise.resolve();
    });
    expect(output.textContent).toContain('open 9.9.9');
  });

  it('renders a component only when what it selects changes', () => {
    const bridge = new FakeBridge();
    const onRender = vi.fn();
    function Status() {
      return <output>{usePlayback((playback) => playback?.value.status ?? 'unknown')}</output>;
    }
    render(
      mirrored(
        bridge,
        <Profiler id="status" onRender={onRender}>
          <Status />
        </Profiler>,
      ),
    );
    act(() => bridge.emit('playback', playing));
    onRender.mockClear();
    act(() => bridge.emit('playback', { ...playing, positionMs: 100 }));
    expect(onRender).not.toHaveBeenCalled();
    act(() => bridge.emit('playback', { ...playing, status: 'paused', moving: false }));
    expect(onRender).toHaveBeenCalledOnce();
    expect(screen.getByRole('status').textContent).toBe('paused');
  });

  it('is needed by every hook', () => {
    expect(() => render(<Probe />)).toThrow('BridgeProvider');
  });
});

describe('connectStores', () => {
  it('lets go of the bridge when it is ended', () => {
    const bridge = new FakeBridge();
    connectStores(createStores(), bridge)();
    expect(bridge.listenerCount).toBe(0);
  });
});
