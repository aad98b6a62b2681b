/** What a fake element plays once it is loaded. */
export interface FakeMedia {
  readonly durationSeconds: number;
  readonly widthPx?: number;
  readonly heightPx?: number;
}

/**
 * A `<video>` whose media, time and permissions a test decides. Its events come when the test says
 * so, never by themselves; a seek moves the position at once and ends with `finishSeek`.
 */
export class FakeMediaElement {
  readonly element: HTMLVideoElement = document.createElement('video');
  /** What `play()` answers: sound, silence until told, or a refusal. */
  playAnswer: 'plays' | 'waits' | 'refused' = 'plays';
  playCount = 0;
  #currentTime = 0;
  #paused = true;
  #seeking = false;
  #ended = false;
  #media: FakeMedia | null = null;
  #error: { code: number; message: string } | null = null;
  #answerPlay: (() => void)[] = [];

  constructor() {
    const ranges = (): TimeRanges => {
      const end = this.#media?.durationSeconds ?? 0;
      return { length: this.#media === null ? 0 : 1, start: () => 0, end: () => end };
    };
    Object.defineProperties(this.element, {
      currentTime: {
        get: () => this.#currentTime,
        set: (seconds: number) => {
          this.#currentTime = Math.min(seconds, this.#media?.durationSeconds ?? seconds);
          this.#seeking = true;
          this.#ended = false;
        },
      },
      paused: { get: () => this.#paused },
      seeking: { get: () => this.#seeking },
      ended: { get: () => this.#ended },
      error: { get: () => this.#error },
      duration: { get: () => this.#media?.durationSeconds ?? NaN },
      videoWidth: { get: () => this.#media?.widthPx ?? 0 },
      videoHeight: { get: () => this.#media?.heightPx ?? 0 },
      seekable: { get: ranges },
      buffered: { get: ranges },
      load: { value: () => this.#reset() },
      play: { value: () => this.#play() },
      pause: { value: () => void (this.#paused = true) },
    });
  }

  /** The media is there: metadata and first data. */
  finishLoading(media: FakeMedia): void {
    this.#media = media;
    this.#fire('loadedmetadata', 'loadeddata', 'canplay');
  }

  failLoading(code: number, message = 'broken'): void {
    this.#error = { code, message };
    this.#fire('error');
  }

  /** At the end it has ended, and plays from the beginning when it is told to play. */
  finishSeek(): void {
    this.#seeking = false;
    this.#ended = this.#currentTime === this.#media?.durationSeconds;
    this.#fire('seeked');
    if (this.#ended) this.#fire('ended');
  }

  /** Bytes have arrived. */
  receiveBytes(): void {
    this.#fire('progress');
  }

  /** Time goes by while it sounds. */
  advance(seconds: number): void {
    if (!this.#paused) this.#currentTime += seconds;
  }

  /** Stands at its stated length at once, wherever its bytes ended; the last tick comes first. */
  finishPlaying(): void {
    this.#currentTime = this.#media?.durationSeconds ?? 0;
    this.#ended = true;
    this.#paused = true;
    this.#fire('timeupdate', 'pause', 'ended');
  }

  /** The browser pauses it for reasons of its own. */
  interrupt(): void {
    this.#paused = true;
    this.#fire('pause');
  }

  /** And goes on, also without being asked. */
  goOn(): void {
    this.#paused = false;
    this.#fire('play', 'playing');
  }

  runDry(): void {
    this.#fire('waiting');
  }

  resume(): void {
    this.#fire('playing');
  }

  /** Lets every waiting `play()` sound. */
  answerPlay(): void {
    for (const answer of this.#answerPlay.splice(0)) answer();
  }

  #play(): Promise<void> {
    this.playCount += 1;
    if (this.playAnswer === 'refused') {
      return Promise.reject(new DOMException('no gesture', 'NotAllowedError'));
    }
    this.#paused = false;
    if (this.#ended) this.#currentTime = 0;
    this.#ended = false;
    if (this.playAnswer === 'plays') return Promise.resolve();
    return new Promise((resolve) => this.#answerPlay.push(resolve));
  }

  #reset(): void {
    this.#currentTime = 0;
    this.#paused = true;
    this.#seeking = false;
    this.#ended = false;
    this.#media = null;
    this.#error = null;
  }

  #fire(...types: string[]): void {
    for (const type of types) this.element.dispatchEvent(new Event(type));
  }
}
