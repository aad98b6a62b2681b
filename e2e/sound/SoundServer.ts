import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Recording } from './Recording.ts';
import { favour } from './favour.ts';
import { sampleRateHz } from './sampleRateHz.ts';

const startPatienceMs = 10_000;
const sinkName = 'portamento';

/**
 * A PulseAudio server of this test run's own, with one output that nobody hears and everybody can
 * record. It shares nothing with a server the machine may have.
 */
export class SoundServer implements AsyncDisposable {
  readonly #folder: string;
  readonly #daemon: ChildProcess;

  private constructor(folder: string, daemon: ChildProcess) {
    this.#folder = folder;
    this.#daemon = daemon;
  }

  static async start(): Promise<SoundServer> {
    // The socket's path must stay short: the system allows 107 bytes.
    const folder = mkdtempSync(join(tmpdir(), 'portamento-sound-'));
    const socket = join(folder, 'native');
    const configuration = join(folder, 'server.pa');
    writeFileSync(
      configuration,
      [
        `load-module module-native-protocol-unix auth-anonymous=1 socket=${socket}`,
        // Without norewinds the start of a stream stalls for 1.7 s.
        `load-module module-null-sink sink_name=${sinkName} format=float32le rate=${sampleRateHz} channels=2 norewinds=1`,
        `set-default-sink ${sinkName}`,
        '',
      ].join('\n'),
    );
    const daemon = spawn(
      'pulseaudio',
      ['--daemonize=no', '--exit-idle-time=-1', '--use-pid-file=no', '-n', '-F', configuration],
      {
        env: { ...process.env, HOME: folder, XDG_RUNTIME_DIR: folder, PULSE_RUNTIME_PATH: folder },
        stdio: 'ignore',
      },
    );
    favour(daemon);
    const server = new SoundServer(folder, daemon);
    for (let waitedMs = 0; !existsSync(socket); waitedMs += 20) {
      if (daemon.exitCode !== null) throw new Error(`pulseaudio ended with ${daemon.exitCode}`);
      if (waitedMs > startPatienceMs) throw new Error('pulseaudio did not open its socket');
      await pause(20);
    }
    return server;
  }

  /** What a program that is to play here has in its environment. */
  get environment(): Readonly<Record<string, string>> {
    return {
      PULSE_SERVER: `unix:${join(this.#folder, 'native')}`,
      PULSE_RUNTIME_PATH: this.#folder,
      XDG_RUNTIME_DIR: this.#folder,
    };
  }

  /** Records what is played from now on. */
  async record(): Promise<Recording> {
    return Recording.start(`${sinkName}.monitor`, { ...process.env, ...this.environment });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#daemon.exitCode === null) {
      const ended = once(this.#daemon, 'exit');
      this.#daemon.kill();
      await ended;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
