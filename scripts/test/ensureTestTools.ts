import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { desktopPackages, missingForDesktop } from '../../e2e/desktop/desktopPrograms.ts';
import { labPackages, missingForLab } from '../../e2e/lab/missingForLab.ts';
import { runVisibly } from '../setup/runCommand.ts';
import { findChromium } from './findChromium.ts';

interface TestTool {
  readonly name: string;
  readonly isPresent: () => boolean;
  /** The Debian packages that bring it. */
  readonly packages: readonly string[];
  /** `null` when the tests that need it skip themselves where it is missing. */
  readonly howToGet: string | null;
}

const tools: readonly TestTool[] = [
  {
    name: 'Chromium',
    isPresent: () => findChromium() !== null,
    packages: ['chromium', 'fonts-dejavu-core'],
    howToGet: 'install Chromium or Chrome, or run "npx playwright install chromium"',
  },
  {
    name: 'FFmpeg (ffmpeg, ffprobe)',
    isPresent: () => isOnPath('ffmpeg') && isOnPath('ffprobe'),
    packages: ['ffmpeg'],
    howToGet: 'install ffmpeg and put it on the PATH',
  },
  ...(process.platform === 'linux'
    ? [
        {
          name: 'PulseAudio (pulseaudio, parec, pactl)',
          isPresent: () => ['pulseaudio', 'parec', 'pactl'].every(isOnPath),
          packages: ['pulseaudio', 'pulseaudio-utils'],
          howToGet: 'install pulseaudio and pulseaudio-utils (a server of its own is started)',
        },
        {
          name: 'MTP lab',
          isPresent: () => missingForLab().length === 0,
          packages: labPackages,
          howToGet: null,
        },
        {
          name: 'a desktop (X server, window manager, media keys)',
          isPresent: () => missingForDesktop().length === 0,
          packages: desktopPackages,
          howToGet: null,
        },
      ]
    : []),
];

/**
 * Sees to the programs the end-to-end tests need. On Debian they are installed, for root and only when
 * missing.
 *
 * @throws naming what is missing and how to get it, where it cannot be installed
 */
export async function ensureTestTools(): Promise<void> {
  const missing = missingTools();
  if (missing.length === 0) return;
  if (isOnPath('apt-get') && existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    await installWithApt(missing);
  }
  const stillMissing = missingTools().filter(({ howToGet }) => howToGet !== null);
  if (stillMissing.length === 0) return;
  const lines = stillMissing.map(({ name, howToGet }) => `  ${name}: ${howToGet}`);
  throw new Error(`These tests need what is missing here:\n${lines.join('\n')}`);
}

function missingTools(): readonly TestTool[] {
  return tools.filter(({ isPresent }) => !isPresent());
}

/** One tool after the other: a package this release of Debian lacks keeps no other tool away. */
async function installWithApt(missing: readonly TestTool[]): Promise<void> {
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  await runVisibly('apt-get', ['update', '-qq'], options);
  for (const { packages } of missing) {
    console.error(`Installing ${packages.join(', ')} …`);
    const install = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
    await runVisibly('apt-get', install, options);
  }
}

function isOnPath(program: string): boolean {
  const names = process.platform === 'win32' ? [`${program}.exe`, `${program}.cmd`] : [program];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.some((folder) => names.some((name) => isExecutable(join(folder, name))));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
