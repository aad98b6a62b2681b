import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

export interface ToneOptions {
  readonly frequencyHz: number;
  readonly seconds: number;
  readonly title?: string;
  readonly artist?: string;
  readonly album?: string;
  /** A square inside the file that goes from one colour to the other, as FFmpeg names them. */
  readonly cover?: readonly [from: string, to: string];
}

const clickMs = 5;
const patienceMs = 60_000;

/** Makes media files with FFmpeg, in a folder that goes away with it. */
export class MediaFiles implements Disposable {
  readonly folder: string = mkdtempSync(join(tmpdir(), 'portamento-media-'));

  /** A sine tone; the extension of `name` decides the format. @returns the absolute path */
  async tone(name: string, options: ToneOptions): Promise<string> {
    const { frequencyHz, seconds, title, artist, album, cover } = options;
    const tags = Object.entries({ title, artist, album })
      .filter(([, value]) => value !== undefined)
      .flatMap(([key, value]) => ['-metadata', `${key}=${value}`]);
    const source = `sine=frequency=${frequencyHz}:duration=${seconds}:sample_rate=44100`;
    const picture =
      cover === undefined
        ? []
        : [
            '-f',
            'lavfi',
            '-i',
            `gradients=c0=${cover[0]}:c1=${cover[1]}:x0=0:y0=0:x1=599:y1=599:seed=7:size=600x600:rate=1:duration=1`,
            '-frames:v',
            '1',
            '-c:v',
            'mjpeg',
          ];
    const mapping =
      cover === undefined ? [] : ['-map', '0:a', '-map', '1:v', '-disposition:v', 'attached_pic'];
    return this.#make(name, ['-f', 'lavfi', '-i', source, ...picture, ...mapping, ...tags]);
  }

  /** The same sound under another name and title. @returns the absolute path */
  async retitled(path: string, name: string, title: string): Promise<string> {
    return this.#make(name, ['-i', path, '-c', 'copy', '-metadata', `title=${title}`]);
  }

  /** One tone after the other, without a gap. */
  async tones(name: string, tones: readonly ToneOptions[]): Promise<string> {
    const sources = tones.flatMap(({ frequencyHz, seconds }) => [
      ...['-f', 'lavfi', '-i'],
      `sine=frequency=${frequencyHz}:duration=${seconds}:sample_rate=44100`,
    ]);
    const filter = `concat=n=${tones.length}:v=0:a=1`;
    return this.#make(name, [...sources, '-filter_complex', filter]);
  }

  /** One loud click at the beginning of each second, silence between them. */
  async clicks(name: string, seconds: number): Promise<string> {
    const click = `if(lt(mod(t,1),${clickMs / 1000}),0.8*sin(2*PI*2000*t),0)`;
    return this.#make(name, ['-f', 'lavfi', '-i', `aevalsrc='${click}':s=44100:d=${seconds}`]);
  }

  /** A test picture with a tone. */
  async video(name: string, options: ToneOptions): Promise<string> {
    const { frequencyHz, seconds } = options;
    const codecs = name.endsWith('.webm')
      ? ['-c:v', 'libvpx', '-b:v', '400k', '-c:a', 'libopus']
      : ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac'];
    return this.#make(name, [
      ...['-f', 'lavfi', '-i', `testsrc=size=320x180:rate=25:duration=${seconds}`],
      ...['-f', 'lavfi', '-i', `sine=frequency=${frequencyHz}:duration=${seconds}`],
      ...codecs,
      '-shortest',
    ]);
  }

  /** Any bytes, for files that are not what they seem. */
  write(name: string, content: string | Uint8Array): string {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #make(name: string, args: readonly string[]): Promise<string> {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    await promisify(execFile)('ffmpeg', ['-v', 'error', '-y', ...args, path], {
      timeout: patienceMs,
    });
    return path;
  }
}
