import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What `makeMedia` can make, by file extension, with ffmpeg's arguments for it. */
const encoders = {
  mp3: ['-c:a', 'libmp3lame', '-b:a', '128k', '-id3v2_version', '3'],
  flac: ['-c:a', 'flac'],
  m4a: ['-c:a', 'aac', '-b:a', '96k'],
  alac: ['-c:a', 'alac'],
  aac: ['-c:a', 'aac', '-f', 'adts'],
  ogg: ['-c:a', 'libvorbis'],
  opus: ['-c:a', 'libopus'],
  wav: ['-c:a', 'pcm_s16le'],
  aiff: ['-c:a', 'pcm_s16be'],
  webm: ['-c:a', 'libopus', '-c:v', 'libvpx', '-b:v', '200k'],
  mp4: ['-c:a', 'aac', '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-preset', 'ultrafast'],
  mov: ['-c:a', 'aac', '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-preset', 'ultrafast'],
  mkv: ['-c:a', 'aac', '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-preset', 'ultrafast'],
} as const;

export type MadeFormat = keyof typeof encoders;

const videoFormats = new Set<MadeFormat>(['webm', 'mp4', 'mov', 'mkv']);
/** Containers ffmpeg puts a cover into. */
const coverFormats = new Set<MadeFormat>(['mp3', 'flac', 'm4a', 'alac']);

export interface MediaRecipe {
  readonly format: MadeFormat;
  /** Default 1. */
  readonly seconds?: number;
  /** Pitch of the tone. Default 440. */
  readonly toneHz?: number;
  /** Default 44,100 (Opus is 48,000 whatever is asked). */
  readonly sampleRateHz?: number;
  readonly tags?: Readonly<Record<string, string>>;
  /** A red 64 × 64 JPEG as cover. Only mp3, flac, m4a and alac carry one. */
  readonly cover?: boolean;
}

/** What every made file is tagged with, unless the recipe says otherwise. */
export const defaultTags = {
  title: 'Tone',
  artist: 'The Oscillators',
  album: 'Sines of Life',
  track: '3/12',
  date: '2024',
  genre: 'Test',
} as const;

const cacheFolder = join(tmpdir(), `portamento-made-media-${process.getuid?.() ?? 'user'}`);

/**
 * Makes a real media file with ffmpeg: a tone, and a moving test picture where the format has one. The
 * same recipe gives the same file, which is made once and shared: copy it before changing it.
 *
 * @returns the absolute path
 */
export async function makeMedia(recipe: MediaRecipe): Promise<string> {
  const { format, seconds = 1, toneHz = 440, sampleRateHz = 44_100, cover = false } = recipe;
  if (cover && !coverFormats.has(format)) throw new Error(`${format} files carry no cover`);
  const source = `sine=frequency=${toneHz}:sample_rate=${sampleRateHz}:duration=${seconds}`;
  const picture = `testsrc=size=160x120:rate=25:duration=${seconds}`;
  const tags = Object.entries({ ...defaultTags, ...recipe.tags });
  const arguments_ = [
    ...['-f', 'lavfi', '-i', source],
    ...(videoFormats.has(format) ? ['-f', 'lavfi', '-i', picture] : []),
    ...(cover ? ['-i', await makePicture(), '-map', '0', '-map', '1'] : []),
    ...(cover ? ['-c:v', 'copy', '-disposition:v', 'attached_pic'] : []),
    ...encoders[format],
    ...tags.flatMap(([name, value]) => ['-metadata', `${name}=${value}`]),
    ...['-fflags', '+bitexact'],
  ];
  return makeOnce(arguments_, format === 'alac' ? 'm4a' : format);
}

/** A red 64 × 64 JPEG. */
export function makePicture(): Promise<string> {
  return makeOnce(['-f', 'lavfi', '-i', 'color=red:size=64x64', '-frames:v', '1'], 'jpg');
}

async function makeOnce(arguments_: readonly string[], extension: string): Promise<string> {
  mkdirSync(cacheFolder, { recursive: true });
  const name = createHash('sha1').update(JSON.stringify(arguments_)).digest('hex').slice(0, 16);
  const path = join(cacheFolder, `${name}.${extension}`);
  if (existsSync(path)) return path;
  // Test files run at the same time: each makes its own, and the last rename wins with equal bytes.
  const temporaryPath = join(cacheFolder, `${name}.${process.pid}-${Date.now()}.${extension}`);
  await run('ffmpeg', ['-nostdin', '-loglevel', 'error', '-y', ...arguments_, temporaryPath]);
  renameSync(temporaryPath, path);
  return path;
}
