import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { TemporaryFolder } from './TemporaryFolder.ts';

/** A folder as Linux tells of processes, `/proc`. */
export class FakeProcessFolder implements Disposable {
  readonly #folder = new TemporaryFolder();

  get path(): string {
    return this.#folder.path;
  }

  /** @param files what the process has open */
  add(processId: number, comm: string, ...files: readonly string[]): void {
    mkdirSync(this.#file(processId, 'fd'), { recursive: true });
    writeFileSync(this.#file(processId, 'comm'), `${comm}\n`);
    for (const [index, file] of files.entries()) {
      symlinkSync(file, this.#file(processId, 'fd', String(index)));
    }
  }

  setExecutable(processId: number, path: string): void {
    symlinkSync(path, this.#file(processId, 'exe'));
  }

  setCommandLine(processId: number, ...words: readonly string[]): void {
    writeFileSync(this.#file(processId, 'cmdline'), words.map((word) => `${word}\0`).join(''));
  }

  setWorkingFolder(processId: number, path: string): void {
    symlinkSync(path, this.#file(processId, 'cwd'));
  }

  /** @param name `tcp` or `tcp6` */
  setSockets(name: string, table: string): void {
    mkdirSync(this.#folder.file('net'), { recursive: true });
    writeFileSync(this.#folder.file('net', name), table);
  }

  [Symbol.dispose](): void {
    this.#folder[Symbol.dispose]();
  }

  #file(processId: number, ...names: readonly string[]): string {
    return this.#folder.file(String(processId), ...names);
  }
}
