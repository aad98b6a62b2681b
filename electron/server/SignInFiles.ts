import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from '../base/writeFileAtomically.ts';

interface SignInFilesOptions {
  /** Emptied when they are opened; only its owner may enter it. */
  readonly folder: string;
  /** Makes a link that works once, and says when it was used. */
  readonly createSignInLink: (onUsed: () => void) => string;
}

/**
 * Files that lead a browser to a sign-in link of their own. What a program is told to open stands in
 * the list of processes, which everybody on this machine may read; the file's content does not.
 */
export class SignInFiles implements AsyncDisposable {
  readonly #options: SignInFilesOptions;

  private constructor(options: SignInFilesOptions) {
    this.#options = options;
  }

  /** Removes what a run that was killed left behind. Rejects with the file system's error. */
  static async open(options: SignInFilesOptions): Promise<SignInFiles> {
    await rm(options.folder, { recursive: true, force: true });
    await mkdir(options.folder, { recursive: true, mode: 0o700 });
    return new SignInFiles(options);
  }

  /**
   * Makes a file to be opened with the default browser, which is gone when that has signed in.
   * Rejects with the file system's error.
   *
   * @returns its absolute path
   */
  async create(): Promise<string> {
    const { folder, createSignInLink } = this.#options;
    const path = join(folder, `${randomUUID()}.html`);
    const link = createSignInLink(() => {
      // A file that stays leads nowhere any more.
      rm(path, { force: true }).catch(() => undefined);
    });
    await writeFileAtomically(path, pageThatLeadsTo(link), { mode: 0o600 });
    return path;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#options.folder, { recursive: true, force: true });
  }
}

function pageThatLeadsTo(address: string): string {
  const quoted = address.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url=${quoted}">
<title>Portamento</title>
<a href="${quoted}">Portamento</a>
`;
}
