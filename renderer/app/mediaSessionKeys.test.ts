import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PlayerActions } from '../features/playerBar/PlayerActions.ts';
import { FakeBridge } from '../bridge/FakeBridge.ts';
import { connectStores } from '../stores/connectStores.ts';
import { createStores } from '../stores/Stores.ts';
import { sampleNowPlaying, samplePlayback, samplePlayer } from '../testing/samples.ts';
import { connectMediaSession, type SystemPlayer } from './mediaSessionKeys.ts';

/** A browser's media session that knows no `stop`, as some do. */
class FakeMediaSession implements SystemPlayer {
  metadata: MediaMetadata | null = null;
  playbackState: MediaSessionPlaybackState = 'none';
  position: MediaPositionState | undefined;
  readonly handlers = new Map<string, MediaSessionActionHandler>();

  setActionHandler(name: string, handler: MediaSessionActionHandler | null): void {
    if (name === 'stop') throw new TypeError('unknown action');
    if (handler === null) this.handlers.delete(name);
    else this.handlers.set(name, handler);
  }

  setPositionState(position?: MediaPositionState): void {
    this.position = position;
  }

  press(action: MediaSessionAction, details: Partial<MediaSessionActionDetails> = {}): void {
    this.handlers.get(action)?.({ action, ...details });
  }
}

function start() {
  const bridge = new FakeBridge();
  const stores = createStores();
  connectStores(stores, bridge);
  bridge.emit('player', samplePlayer);
  bridge.emit('playback', samplePlayback);
  bridge.emit('nowPlaying', sampleNowPlaying);
  const session = new FakeMediaSession();
  const actions = new PlayerActions(bridge, stores, () => undefined);
  const end = connectMediaSession(session, stores, actions);
  return { bridge, session, end };
}

beforeEach(() => {
  vi.stubGlobal(
    'MediaMetadata',
    class {
      readonly artwork: readonly MediaImage[] = [];
      constructor(init: MediaMetadataInit) {
        Object.assign(this, init);
      }
    },
  );
});

afterEach(() => vi.unstubAllGlobals());

describe('connectMediaSession', () => {
  it('shows title, artist, album and cover', () => {
    const { session } = start();
    expect(session.metadata).toMatchObject({
      title: 'Glide',
      artist: 'Mara Lindqvist',
      album: 'Portamento',
    });
    expect(session.metadata?.artwork[0]?.src).toMatch(/^http.*\/art\/0{40}$/);
  });

  it('shows state and position, and nothing of a length that is unknown', () => {
    const { bridge, session } = start();
    expect(session.playbackState).toBe('playing');
    expect(session.position).toEqual({ duration: 245, position: 83, playbackRate: 1 });
    bridge.emit('playback', { ...samplePlayback, status: 'paused', durationMs: null });
    expect(session.playbackState).toBe('paused');
    expect(session.position).toBeUndefined();
  });

  it('never shows a position behind the end, which browsers refuse', () => {
    const { bridge, session } = start();
    bridge.emit('playback', { ...samplePlayback, positionMs: 999_000 });
    expect(session.position).toMatchObject({ duration: 245, position: 245 });
  });

  it.each([
    ['play', 'player.play', {}],
    ['pause', 'player.pause', {}],
    ['nexttrack', 'player.next', {}],
    ['previoustrack', 'player.previous', {}],
  ] as const)('obeys %s', (action, command, input) => {
    const { bridge, session } = start();
    session.press(action);
    expect(bridge.invocationsOf(command).map((invocation) => invocation.input)).toEqual([input]);
  });

  it('seeks by the offset and to the time the system says', () => {
    const { bridge, session } = start();
    session.press('seekto', { seekTime: 12.5 });
    expect(bridge.invocationsOf('player.seek').at(-1)?.input).toEqual({ positionMs: 12_500 });
    session.press('seekforward', { seekOffset: 30 });
    expect(bridge.invocationsOf('player.seek').at(-1)?.input).toEqual({ positionMs: 42_500 });
  });

  it('takes everything back', () => {
    const { bridge, session, end } = start();
    end();
    bridge.emit('nowPlaying', sampleNowPlaying);
    expect(session.metadata).toBeNull();
    expect(session.playbackState).toBe('none');
    expect(session.handlers.size).toBe(0);
  });
});
