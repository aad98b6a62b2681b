import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LaunchedProcess } from '../../../base/LaunchedProcess.ts';
import type { MonotonicClock } from '../../../base/MonotonicClock.ts';
import { err, ok, type Result } from '../../../base/Result.ts';
import { siblingModule } from '../../../base/siblingModule.ts';
import type { AppError } from '../../../contract/errors.ts';
import type { DeviceId } from '../../../contract/ids.ts';
import { refuseUnadvertised } from '../../decorators/refuseUnadvertised.ts';
import type { DeviceConnection } from '../../DeviceConnection.ts';
import type { DeviceCandidate, DeviceProvider, Enumeration } from '../../DeviceProvider.ts';
import { LibmtpClient } from './LibmtpClient.ts';
import { LibmtpConnection } from './LibmtpConnection.ts';

/** What `launch` starts. */
export const libmtpChild = siblingModule(import.meta.url, 'libmtpChild');

/** Those that the package brings its native code for. */
const platforms: readonly string[] = ['linux-x64', 'darwin-x64'];

export function isLibmtpBuiltFor(platform: string, architecture: string): boolean {
  return platforms.includes(`${platform}-${architecture}`);
}

export interface LibmtpProviderOptions {
  /** The MTP players on this machine's own USB, as our own stack found them. */
  readonly players: () => readonly DeviceCandidate[];
  /** Starts `libmtpChild` in a process of its own. */
  readonly launch: () => LaunchedProcess;
  readonly clock: MonotonicClock;
}

/**
 * Players by libmtp, to list and to read, for one that our own stack cannot open. libmtp always takes the
 * first it finds: with two of them it might be the wrong one, so there has to be a single one.
 */
export class LibmtpProvider implements DeviceProvider {
  readonly name = 'libmtp';
  readonly #options: LibmtpProviderOptions;

  constructor(options: LibmtpProviderOptions) {
    this.#options = options;
  }

  /** What comes and goes, our own stack tells. */
  watch(): Disposable {
    return new DisposableStack();
  }

  enumerate(): Promise<Enumeration> {
    const only = this.#only();
    return Promise.resolve({ candidates: only === null ? [] : [only], failures: [] });
  }

  async open(deviceId: DeviceId, signal: AbortSignal): Promise<Result<DeviceConnection, AppError>> {
    const only = this.#only();
    if (only?.identity.deviceId !== deviceId) return err({ code: 'device.notFound' });
    const { launch, clock } = this.#options;
    const attached = await LibmtpClient.attach(launch(), clock, signal);
    if (!attached.ok) return attached;
    const folder = await mkdtemp(join(tmpdir(), 'portamento-libmtp-'));
    const { identity } = only;
    const connection = new LibmtpConnection({ identity, client: attached.value, folder, clock });
    return ok(refuseUnadvertised(connection));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }

  #only(): DeviceCandidate | null {
    const [only, ...others] = this.#options.players();
    if (only === undefined || others.length > 0) return null;
    return { ...only, identity: { ...only.identity, provider: 'libmtp' }, obstacle: null };
  }
}
