import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
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
      const words = await readFile(
        join(processFolder, String(holder.processId), 'cmdline'),
        'latin1',
      ).catch(() => '');
      return { ...holder, isPortamento: /[\\/]electron[\\/]headless\.[jt]s(\0|$)/.test(words) };
    }
  }
  return null;
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
