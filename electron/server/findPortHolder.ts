import { readFile, readlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import * as z from 'zod/mini';
import { findProcessHolding } from '../base/findProcessHolding.ts';

/** Who listens at a port. */
export interface PortHolder {
  readonly program: string;
  readonly processId: number;
  /** Is it a headless host of ours? */
  readonly isPortamento: boolean;
}

/** The state of a listening socket in `/proc/net/tcp` (proc_net_tcp, `TCP_LISTEN`). */
const listening = '0A';

/**
 * Who listens at `port`, as far as this user may see; `null` where that is hidden, or there is no Linux.
 *
 * @param processFolder where Linux tells of processes and their sockets
 */
export async function findPortHolder(
  port: number,
  processFolder = '/proc',
): Promise<PortHolder | null> {
  for (const table of ['tcp', 'tcp6']) {
    const text = await readFile(join(processFolder, 'net', table), 'latin1').catch(() => '');
    for (const inode of listenersAt(port, text)) {
      const holder = await findProcessHolding(`socket:[${inode}]`, processFolder);
      if (holder === null) continue;
      const folder = join(processFolder, String(holder.processId));
      return { ...holder, isPortamento: await runsOurHost(folder) };
    }
  }
  return null;
}

/** Is it the headless host, from whichever copy of this project? */
async function runsOurHost(folder: string): Promise<boolean> {
  const commandLine = await readFile(join(folder, 'cmdline'), 'utf8').catch(() => '');
  const [, ...words] = commandLine.split('\0');
  const script = words.find((word) => word !== '' && !word.startsWith('-'));
  if (script === undefined || !/^(.*\/)?headless\.[jt]s$/.test(script)) return false;
  const workingFolder = await readlink(join(folder, 'cwd')).catch(() => '/');
  const holdsScript = dirname(resolve(workingFolder, script));
  // Beside the sources' folder, or above what was built from it.
  for (const projectFolder of [join(holdsScript, '..'), join(holdsScript, '..', '..')]) {
    if (await isOurProject(projectFolder)) return true;
  }
  return false;
}

async function isOurProject(folder: string): Promise<boolean> {
  try {
    const manifest: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    return z.object({ name: z.literal('portamento') }).safeParse(manifest).success;
  } catch {
    return false;
  }
}

/** The inodes of the sockets that listen at `port`. Lines that are not as described are left out. */
function listenersAt(port: number, table: string): readonly string[] {
  const digits = port.toString(16).toUpperCase().padStart(4, '0');
  return table.split('\n').flatMap((line) => {
    const [, local, , state, , , , , , inode] = line.trim().split(/\s+/);
    const isIt = local?.endsWith(`:${digits}`) === true && state === listening;
    return isIt && inode !== undefined && /^[1-9][0-9]*$/.test(inode) ? [inode] : [];
  });
}
