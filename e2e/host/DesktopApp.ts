import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { electronFolder, findElectron } from '../../scripts/start/findElectron.ts';
import { projectFolder } from '../../scripts/setup/projectFolder.mjs';
import type { PageFaults } from '../page/PageFaults.ts';
import type { PlayerHost } from './PlayerHost.ts';

/** The desktop app with a profile of its own. */
export class DesktopApp implements PlayerHost {
  readonly origin = 'portamento://app';
  readonly #folder = mkdtempSync(join(tmpdir(), 'portamento-desktop-'));
  readonly #environment: Readonly<Record<string, string>>;
  readonly #faults: PageFaults;
  readonly #output: string[] = [];
  #app: ElectronApplication | undefined;

  /** @param environment where its sound goes, beside what every program needs */
  constructor(environment: Readonly<Record<string, string>>, faults: PageFaults) {
    this.#environment = environment;
    this.#faults = faults;
  }

  get output(): string {
    return this.#output.join('');
  }

  async start(...args: readonly string[]): Promise<void> {
    const executablePath = findElectron(process.env, electronFolder);
    if (executablePath === null) throw new Error('There is no Electron binary on this machine');
    // Chromium's sandbox refuses to run for root, who runs tests in containers.
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const dataFolder = join(this.#folder, 'profile');
    const app = await _electron.launch({
      executablePath,
      args: [...sandbox, projectFolder, '--data-folder', dataFolder, ...args],
      env: this.#environment,
    });
    this.#app = app;
    this.#faults.watch(app.context());
    for (const stream of [app.process().stdout, app.process().stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => this.#output.push(text));
    }
  }

  /** The main window's page. */
  page(): Promise<Page> {
    if (this.#app === undefined) throw new Error('The app does not run');
    return this.#app.firstWindow();
  }

  async stop(): Promise<void> {
    await this.#app?.close();
    this.#app = undefined;
  }

  async kill(): Promise<void> {
    const main = this.#app?.process();
    this.#app = undefined;
    if (main === undefined || main.exitCode !== null) return;
    const ended = once(main, 'exit');
    main.kill('SIGKILL');
    await ended;
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
