import { buildElectron } from './build/buildElectron.ts';
import { buildPreload } from './build/buildPreload.ts';
import { buildRenderer } from './build/buildRenderer.ts';
import { collectLicences } from './build/collectLicences.ts';
import { writeLicences } from './build/writeLicences.ts';
import {
  clearBuildStamp,
  isBuildCurrent,
  sourceFingerprint,
  writeBuildStamp,
} from './setup/buildStamp.ts';

/** Builds everything into `dist`. @returns the exit code */
export async function build(): Promise<number> {
  const startedMs = performance.now();
  const fingerprint = sourceFingerprint();
  clearBuildStamp();
  const [compiled, bundledFolders] = await Promise.all([buildElectron(), buildRenderer()]);
  if (!compiled) return 1;
  await buildPreload();
  writeLicences(collectLicences(bundledFolders));
  writeBuildStamp(fingerprint);
  console.error(`Built in ${((performance.now() - startedMs) / 1000).toFixed(1)} s.`);
  return 0;
}

/** Builds when the sources are not what `dist` was built from. */
export async function ensureBuilt(): Promise<void> {
  if (isBuildCurrent(sourceFingerprint())) return;
  console.error('Building …');
  if ((await build()) !== 0) throw new Error('The build failed.');
}

if (import.meta.main) process.exitCode = await build();
