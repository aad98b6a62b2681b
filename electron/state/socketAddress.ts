import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** `sun_path` holds 104 bytes on macOS and 108 on Linux, with the closing zero. */
const maximumSocketPathBytes = 100;

/** Somebody else made the folder the socket belongs into; nothing may be heard or said there. */
export class UntrustedFolderError extends Error {
  override readonly name = 'UntrustedFolderError';
}

/**
 * Where the owner of the profile in `folder` listens: a socket in the folder, and where that path
 * would be too long, one named by the folder's hash in a private folder of the person. On Windows a
 * named pipe.
 */
export async function socketAddress(folder: string): Promise<string> {
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 24);
  if (process.platform === 'win32') return `\\\\.\\pipe\\portamento-${hash}`;
  const inProfile = join(folder, 'portamento.sock');
  if (fits(inProfile)) return inProfile;
  const candidates = [process.env['XDG_RUNTIME_DIR'] ?? '', tmpdir(), '/tmp']
    .filter((parent) => isAbsolute(parent))
    .map((parent) => join(parent, `portamento-${userInfo().uid}`));
  const privateFolder = candidates.find((candidate) => fits(join(candidate, `${hash}.sock`)));
  if (privateFolder === undefined) throw new Error('No folder is near enough for a socket');
  await makePrivate(privateFolder);
  return join(privateFolder, `${hash}.sock`);
}

function fits(path: string): boolean {
  return Buffer.byteLength(path) <= maximumSocketPathBytes;
}

/** In a folder that everyone may write to, somebody else could have made `folder` first. */
async function makePrivate(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const status = await lstat(folder);
  if (!status.isDirectory() || status.uid !== userInfo().uid) {
    throw new UntrustedFolderError('The folder of the socket belongs to somebody else');
  }
  if ((status.mode & 0o077) !== 0) await chmod(folder, 0o700);
}
