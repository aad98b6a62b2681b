import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { DesktopSession } from './DesktopSession.ts';

const patienceMs = 10_000;

/** What a desktop's media keys, headsets and panels reach the player by: MPRIS, through `playerctl`. */
export class MediaRemote {
  readonly #environment: NodeJS.ProcessEnv;

  constructor(desktop: DesktopSession) {
    this.#environment = { ...process.env, ...desktop.environment };
  }

  async press(key: 'play' | 'pause' | 'play-pause' | 'stop' | 'next' | 'previous'): Promise<void> {
    await this.#run(key);
  }

  async seekTo(seconds: number): Promise<void> {
    await this.#run('position', String(seconds));
  }

  /** `Playing`, `Paused`, `Stopped`. */
  status(): Promise<string> {
    return this.#run('status');
  }

  /** Where it stands, in seconds. */
  async position(): Promise<number> {
    return Number(await this.#run('position'));
  }

  /** `Artist – Title (0:42)`, as a panel shows it. */
  track(): Promise<string> {
    const format = '{{xesam:artist}} – {{xesam:title}} ({{duration(mpris:length)}})';
    return this.#run('metadata', '--format', format);
  }

  /** The address of the picture; empty when there is none. */
  cover(): Promise<string> {
    return this.#run('metadata', '--format', '{{mpris:artUrl}}');
  }

  async #run(...args: readonly string[]): Promise<string> {
    const { stdout } = await promisify(execFile)('playerctl', args, {
      env: this.#environment,
      timeout: patienceMs,
    });
    return stdout.trim();
  }
}
