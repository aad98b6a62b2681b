import { readFile } from 'node:fs/promises';
import { err, ok, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import { fileErrorOf } from '../library/fileErrorOf.ts';

/** Absolute paths of PEM files. */
export interface TlsFiles {
  readonly certificateFile: string | undefined;
  readonly keyFile: string | undefined;
}

/** A file that cannot be read, and the option that named it. */
export interface TlsFileFailure {
  readonly option: '--certificate' | '--key';
  readonly path: string;
  readonly code: AppError['code'];
}

/** Reads the certificate, then its key, where they are given; tells the first that cannot be read. */
export async function readTlsFiles({
  certificateFile,
  keyFile,
}: TlsFiles): Promise<
  Result<
    { readonly certificate: string | undefined; readonly key: string | undefined },
    TlsFileFailure
  >
> {
  const certificate = await read('--certificate', certificateFile);
  if (!certificate.ok) return certificate;
  const key = await read('--key', keyFile);
  return key.ok ? ok({ certificate: certificate.value, key: key.value }) : key;
}

async function read(
  option: TlsFileFailure['option'],
  path: string | undefined,
): Promise<Result<string | undefined, TlsFileFailure>> {
  if (path === undefined) return ok(undefined);
  try {
    return ok(await readFile(path, 'utf8'));
  } catch (error) {
    return err({ option, path, code: fileErrorOf(error, path).code });
  }
}
