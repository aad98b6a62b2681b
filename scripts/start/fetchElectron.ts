import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { downloadArtifact } from '@electron/get';
import { systemMonotonicClock } from '../../electron/base/MonotonicClock.ts';
import { err, ok, type Result } from '../../electron/base/Result.ts';
import { runVisibly } from '../setup/runCommand.ts';
import { downloadWhileItAdvances, type DownloadFailure } from './downloadWhileItAdvances.ts';
import { electronFolder } from './findElectron.ts';

const percentStep = 5;

/**
 * Downloads Electron's binary into the cache that its own installer reads, then lets that installer
 * unpack it. Mirrors and the cache's place are set as for any Electron app (`ELECTRON_MIRROR` …).
 */
export async function fetchElectron(version: string): Promise<Result<void, DownloadFailure>> {
  const checksums = JSON.parse(
    readFileSync(join(electronFolder, 'checksums.json'), 'utf8'),
  ) as Record<string, string>;
  let shownPercent = 0;
  const download = await downloadWhileItAdvances(systemMonotonicClock, ({ signal, tell }) =>
    downloadArtifact({
      version,
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      checksums,
      downloadOptions: {
        quiet: true,
        signal,
        getProgressCallback: ({
          transferred,
          percent,
        }: {
          transferred: number;
          percent: number;
        }) => {
          tell(transferred);
          if (percent * 100 < shownPercent + percentStep) return;
          shownPercent = Math.floor(percent * 100);
          console.error(`  ${shownPercent} %`);
        },
      },
    }),
  );
  if (!download.ok) return download;
  const exitCode = await runVisibly(process.execPath, [join(electronFolder, 'install.js')]);
  if (exitCode === 0) return ok();
  return err({ reason: `unpacking failed with exit code ${exitCode}`, remember: false });
}
