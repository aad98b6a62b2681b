import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SessionSnapshot } from '../../../electron/contract/signalPath.ts';
import { FakeBridge } from '../../bridge/FakeBridge.ts';
import { renderWithBridge } from '../../testing/renderWithBridge.tsx';
import { samplePlayer } from '../../testing/samples.ts';
import { stubLayout } from '../../testing/stubLayout.ts';
import { clockPositionMs } from './clockPositionMs.ts';
import { SignalPathPage } from './SignalPathPage.tsx';
import { sampleTopology } from './testing/sampleTopology.ts';

const session: SessionSnapshot = {
  state: 'started',
  capabilities: { start: true, seek: true, pause: true, rateForward: true, rateReverse: false },
  current: sampleTopology({ codec: 'FLAC', outputHz: 48_000 }),
  next: null,
  clock: {
    state: 'running',
    timeSource: 'audio',
    positionMs: 1_000,
    ageMs: 50,
    rate: 2,
    driftPpm: -12.4,
  },
  lastLogIndex: -1,
};

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe('SignalPathPage', () => {
  it('draws every part and what flows between them, as a list too', () => {
    const { emit } = renderWithBridge(<SignalPathPage />);
    emit('session', session);
    const steps = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(steps[0]).toContain('Glide.flac');
    expect(steps[1]).toContain('FLAC · 44.1\u00a0kHz');
    expect(steps[3]).toContain('48\u00a0kHz');
    expect(screen.getByText('Lossless file, converted on the way')).toBeTruthy();
  });

  it('marks every step that changes the sound, the volume too, and says when it is muted', () => {
    const { emit } = renderWithBridge(<SignalPathPage />);
    emit('session', session);
    const volume = () => screen.getByText('Volume').closest('[data-kind]');
    emit('player', { ...samplePlayer, volume: 1, muted: false });
    expect(volume()?.hasAttribute('data-changes')).toBe(false);
    emit('player', { ...samplePlayer, volume: 0.5, muted: false });
    expect(volume()?.hasAttribute('data-changes')).toBe(true);
    expect(volume()?.textContent).toContain('50%');
    emit('player', { ...samplePlayer, volume: 0.5, muted: true });
    expect(volume()?.textContent).toContain('muted');
  });

  it('says what will be here while there is no signal', () => {
    const { emit } = renderWithBridge(<SignalPathPage />);
    emit('session', { ...session, current: null });
    expect(screen.getByText('No signal')).toBeTruthy();
    expect(screen.getByText('No events yet')).toBeTruthy();
  });

  it('shows the clock and what the session can do', () => {
    const { emit } = renderWithBridge(<SignalPathPage />);
    emit('session', session);
    expect(screen.getByText('-12.4 ppm')).toBeTruthy();
    expect(screen.getByText('rate reverse: no')).toBeTruthy();
  });
});

describe('the log of SignalPathPage', () => {
  it('is a named region with a day before its events, and what repeats in one row', async () => {
    stubLayout();
    const bridge = new FakeBridge();
    const at = new Date(2026, 10, 21, 12).toISOString();
    const event = { at, event: 'MESessionPaused', topologyId: null, summary: '' };
    const entries = [0, 1, 2].map((index) => ({ ...event, status: 'ok' as const, index }));
    bridge.answer('session.readLog', { ok: true, value: { entries } });
    bridge.emit('session', { ...session, lastLogIndex: 2 });
    renderWithBridge(<SignalPathPage />, { bridge });
    const log = within(screen.getByRole('region', { name: 'Session events' }));
    expect(await log.findByText('3 events')).toBeTruthy();
    expect(log.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^Saturday,.*2026$/),
      expect.stringMatching(/MESessionPaused3 times$/),
    ]);
  });
});

describe('clockPositionMs', () => {
  it('runs on at the rate, and stands while the clock does', () => {
    expect(clockPositionMs(session.clock, 0, 100)).toBe(1_000 + 2 * 150);
    expect(clockPositionMs({ ...session.clock, state: 'paused' }, 0, 100)).toBe(1_000);
    expect(clockPositionMs({ ...session.clock, positionMs: null }, 0, 100)).toBeNull();
  });
});
