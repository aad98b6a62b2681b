import type { LoadId } from '../../electron/contract/ids.ts';
import { maximumPositionMs } from '../../electron/contract/playback.ts';
import { failureReason, type FailureReason } from './failureReason.ts';
import { maximumStallMs, StallWatch } from './StallWatch.ts';

/** What a slot is asked to load. */
export interface MediaLoad {
  readonly loadId: LoadId;
  readonly url: string;
  /** With its codecs where they are known; `null` when the type is not. */
  readonly mimeType: string | null;
  readonly hasVideo: boolean;
}

/** What a slot tells about the load it holds; nothing about one it has forgotten. */
export interface MediaSlotListener {
  onReady(slot: MediaSlot): void;
  onFailed(slot: MediaSlot, reason: FailureReason, details: string): void;
  /** Playback waits for bytes. */
  onWaiting(slot: MediaSlot): void;
  onPlaying(slot: MediaSlot): void;
  /** The element stands, whoever paused it; also right before it has ended. */
  onPaused(slot: MediaSlot): void;
  onTime(slot: MediaSlot): void;
  /** Bytes have arrived. */
  onProgress(slot: MediaSlot): void;
  onEnded(slot: MediaSlot): void;
}

/**
 * One media element and the load in it. The element is kept from load to load, because some browsers
 * give leave to sound to the very element a person's gesture started.
 */
export class MediaSlot {
  readonly element: HTMLVideoElement;
  readonly #listener: MediaSlotListener;
  #load: MediaLoad | null = null;
  /** Ends the listening for the present load. */
  #loaded = new AbortController();
  #ready: Promise<boolean> = Promise.resolve(false);
  #isReady = false;
  /** Ends the present load in failure. */
  #fail: (reason: FailureReason, details: string) => void = () => undefined;
  readonly #stallWatch = new StallWatch(() => {
    this.#fail('network', `No bytes for ${maximumStallMs / 1_000} s`);
  });

  constructor(element: HTMLVideoElement, listener: MediaSlotListener) {
    this.element = element;
    this.#listener = listener;
    element.preload = 'auto';
    element.playsInline = true;
    element.preservesPitch = true;
    element.controls = false;
  }

  get load(): MediaLoad | null {
    return this.#load;
  }

  /** Resolves with whether the load can be played, once that is known; `false` also when it is forgotten. */
  get ready(): Promise<boolean> {
    return this.#ready;
  }

  /** Can the load be played, as far as is known now? */
  get isReady(): boolean {
    return this.#isReady;
  }

  get positionMs(): number {
    return positionOf(this.element.currentTime);
  }

  /** `null` when the container does not say, or says what cannot be. */
  get durationMs(): number | null {
    const durationMs = this.element.duration * 1_000;
    return durationMs <= maximumPositionMs ? durationMs : null;
  }

  get seekable(): boolean {
    const { seekable } = this.element;
    return seekable.length > 0 && seekable.end(seekable.length - 1) > 0;
  }

  /** Loaded ranges, at most `limit` of them. */
  bufferedMs(limit: number): [number, number][] {
    const { buffered } = this.element;
    return Array.from({ length: Math.min(buffered.length, limit) }, (_, index) => [
      positionOf(buffered.start(index)),
      positionOf(buffered.end(index)),
    ]);
  }

  prepare(load: MediaLoad): void {
    this.unload();
    this.#load = load;
    this.#loaded = new AbortController();
    this.#ready = this.#listen(load, this.#loaded.signal);
    this.#stallWatch.begin();
    this.element.src = load.url;
    this.element.load();
  }

  unload(): void {
    if (this.#load === null) return;
    this.#load = null;
    this.#isReady = false;
    this.#stallWatch.end();
    this.#loaded.abort();
    this.element.pause();
    // Without a source `load` frees what the element holds and fires no error.
    this.element.removeAttribute('src');
    this.element.load();
  }

  /** Goes to `positionMs`, or as near as the load allows. Resolves `false` when the load was forgotten. */
  seek(positionMs: number): Promise<boolean> {
    const { element } = this;
    const { signal } = this.#loaded;
    const reached = Math.abs(this.positionMs - positionMs) < 1 && !element.seeking;
    if (reached && !element.ended) return Promise.resolve(true);
    return new Promise((resolve) => {
      const onForgotten = () => resolve(false);
      const onSeeked = () => {
        signal.removeEventListener('abort', onForgotten);
        this.#stallWatch.end();
        resolve(true);
      };
      element.addEventListener('seeked', onSeeked, { once: true, signal });
      signal.addEventListener('abort', onForgotten, { once: true });
      if (!signal.aborted) this.#stallWatch.begin();
      element.currentTime = positionMs / 1_000;
    });
  }

  setRate(rate: number): void {
    // Loading a source resets `playbackRate` to the default, so both are set.
    this.element.defaultPlaybackRate = rate;
    this.element.playbackRate = rate;
  }

  #listen(load: MediaLoad, signal: AbortSignal): Promise<boolean> {
    const { element } = this;
    const listener = this.#listener;
    const on = (type: string, handle: () => void) =>
      element.addEventListener(type, handle, { signal });
    on('waiting', () => listener.onWaiting(this));
    on('playing', () => listener.onPlaying(this));
    on('pause', () => listener.onPaused(this));
    on('timeupdate', () => listener.onTime(this));
    on('progress', () => {
      this.#stallWatch.noteBytes();
      listener.onProgress(this);
    });
    on('ended', () => listener.onEnded(this));
    return new Promise((resolve) => {
      let failed = false;
      const fail = (reason: FailureReason, details: string) => {
        if (failed || signal.aborted) return;
        failed = true;
        this.#isReady = false;
        this.#stallWatch.end();
        resolve(false);
        listener.onFailed(this, reason, details.slice(0, 1_000));
      };
      this.#fail = fail;
      on('loadeddata', () => {
        if (failed) return;
        if (load.hasVideo && element.videoWidth === 0) {
          // Chromium plays the sound of a video it cannot decode, without any error.
          fail('unsupported', 'The picture cannot be decoded.');
          return;
        }
        this.#isReady = true;
        this.#stallWatch.end();
        listener.onReady(this);
        resolve(true);
      });
      on('error', () => {
        const { error } = element;
        const details = error === null ? '' : `MediaError ${error.code}: ${error.message}`;
        const support = load.mimeType === null ? '' : element.canPlayType(load.mimeType);
        void failureReason(error?.code, load.url, support).then((reason) => fail(reason, details));
      });
      signal.addEventListener('abort', () => resolve(false), { once: true });
    });
  }
}

/** Media with timestamps of their own can be anywhere; facts of positions cannot. */
function positionOf(seconds: number): number {
  return Math.min(Math.max(0, seconds * 1_000), maximumPositionMs);
}
