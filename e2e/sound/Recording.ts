import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { favour } from './favour.ts';
import { LineFit } from './LineFit.ts';
import { sampleRateHz } from './sampleRateHz.ts';

/** Asked of PulseAudio; a longer one delays what a test hears. */
const latencyMs = 20;
const bytesPerSample = 4;

type Recorder = ChildProcessByStdio<null, Readable, null>;

/** What comes out of the sound server, sample by sample, as one channel. */
export class Recording implements AsyncDisposable {
  readonly #recorder: Recorder;
  #samples = new Float32Array(sampleRateHz * 60);
  #count = 0;
  #incomplete: Buffer = Buffer.alloc(0);
  readonly #arrivals = new LineFit();

  private constructor(recorder: Recorder) {
    this.#recorder = recorder;
    recorder.stdout.on('data', (bytes: Buffer) => this.#take(bytes));
  }

  /** Resolves when the first samples have come: nothing that is played later is missed. */
  static async start(device: string, environment: NodeJS.ProcessEnv): Promise<Recording> {
    const recorder = spawn(
      'parec',
      [
        `--device=${device}`,
        '--format=float32le',
        `--rate=${sampleRateHz}`,
        '--channels=1',
        `--latency-msec=${latencyMs}`,
        '--raw',
      ],
      { env: environment, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    favour(recorder);
    const recording = new Recording(recorder);
    await once(recorder.stdout, 'data');
    return recording;
  }

  /** How many samples there are by now. */
  get length(): number {
    return this.#count;
  }

  /** Samples from `first` to before `end`. */
  samples(first = 0, end = this.#count): Float32Array {
    return this.#samples.slice(first, end);
  }

  /** The last `durationMs` of what was heard until now. */
  latest(durationMs: number): Float32Array {
    return this.samples(Math.max(0, this.#count - samplesOf(durationMs)));
  }

  /** What is heard in the `durationMs` from now on. The output's own clock tells the time. */
  async listen(durationMs: number): Promise<Float32Array> {
    const first = this.#count;
    const end = first + samplesOf(durationMs);
    while (this.#count < end) await once(this.#recorder.stdout, 'data');
    return this.samples(first, end);
  }

  /**
   * Which sample came out at a time (milliseconds since 1970). The output's clock runs evenly, but its
   * samples come in bundles; a line through all of them says where it was in between.
   */
  sampleAt(atMs: number): number {
    return this.#arrivals.valueAt(atMs);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#recorder.exitCode !== null) return;
    const ended = once(this.#recorder, 'exit');
    this.#recorder.kill();
    await ended;
  }

  #take(bytes: Buffer): void {
    const available = Buffer.concat([this.#incomplete, bytes]);
    const count = Math.floor(available.length / bytesPerSample);
    while (this.#count + count > this.#samples.length) this.#grow();
    for (let index = 0; index < count; index++) {
      this.#samples[this.#count++] = available.readFloatLE(index * bytesPerSample);
    }
    this.#incomplete = available.subarray(count * bytesPerSample);
    this.#arrivals.add(performance.timeOrigin + performance.now(), this.#count);
  }

  #grow(): void {
    const larger = new Float32Array(this.#samples.length * 2);
    larger.set(this.#samples);
    this.#samples = larger;
  }
}

function samplesOf(durationMs: number): number {
  return Math.round((durationMs * sampleRateHz) / 1000);
}
