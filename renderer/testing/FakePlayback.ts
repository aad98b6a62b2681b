import type { Playback } from '../playback/index.ts';

/** A page's sink without sound: it says what it was told, and counts what it is asked. */
export class FakePlayback implements Playback {
  playHereCount = 0;
  startListeningCount = 0;
  #isHere = true;
  readonly #listeners = new Set<() => void>();

  get isHere(): boolean {
    return this.#isHere;
  }

  setHere(isHere: boolean): void {
    this.#isHere = isHere;
    for (const listener of [...this.#listeners]) listener();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  playHere(): Promise<boolean> {
    this.playHereCount += 1;
    return Promise.resolve(true);
  }

  startListening(): void {
    this.startListeningCount += 1;
  }

  attachVideo(): () => void {
    return () => undefined;
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
