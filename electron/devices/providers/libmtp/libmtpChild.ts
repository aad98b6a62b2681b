/**
 * Runs in a process of its own, for libmtp blocks while it waits for a player, and crashes: on a listing
 * before `attach` or after it failed, and after a second `attach`. So it attaches once in its life, and is
 * asked nothing more when something failed.
 */
import process from 'node:process';
import type NodeMtp from 'node-mtp';
import { assertNever } from '../../../base/assertNever.ts';
import { parentChannel } from '../../../base/parentChannel.ts';
import {
  filesPerMessage,
  LibmtpRequest,
  type LibmtpAnswer,
  type LibmtpFile,
} from './libmtpMessages.ts';

type Libmtp = typeof NodeMtp;
let libmtp: Libmtp | null = null;

const channel = parentChannel();
channel.listen((message) => void answer(LibmtpRequest.parse(message)).then(send));

async function answer(request: LibmtpRequest): Promise<LibmtpAnswer> {
  switch (request.kind) {
    case 'attach': {
      libmtp = await load();
      return libmtp === null ? { kind: 'failed', reason: 'noLibrary' } : attach(libmtp);
    }
    case 'read': {
      const { handle, path } = request;
      return attempt('read', () => libmtp?.getFile(handle, path));
    }
    case 'release':
      libmtp?.release();
      return process.exit();
    default:
      return assertNever(request);
  }
}

/** `null` where the package, or the library of the system that it needs, is not installed. */
async function load(): Promise<Libmtp | null> {
  try {
    const { default: loaded } = await import('node-mtp');
    return loaded;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ERR_DLOPEN_FAILED' || code === 'ERR_MODULE_NOT_FOUND') return null;
    throw error;
  }
}

function attach(attaching: Libmtp): LibmtpAnswer {
  return attempt('attached', () => {
    attaching.attach();
    const files = (attaching.getFileListing() ?? []).map(
      ({ id, storageId, filename, filesize }): LibmtpFile => ({
        handle: id >>> 0,
        storageId: storageId >>> 0,
        name: filename,
        sizeBytes: filesize ?? null,
      }),
    );
    for (let from = 0; from < files.length; from += filesPerMessage) {
      send({ kind: 'files', files: files.slice(from, from + filesPerMessage) });
    }
  });
}

function attempt(kind: 'attached' | 'read', call: () => void): LibmtpAnswer {
  try {
    call();
    return { kind };
  } catch {
    // Its errors have no code, and are the same for everything.
    return { kind: 'failed', reason: 'refused' };
  }
}

function send(sent: LibmtpAnswer): void {
  channel.send(sent);
}
