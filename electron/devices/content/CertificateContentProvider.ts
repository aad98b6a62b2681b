import { X509Certificate } from 'node:crypto';
import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { DeviceConnection } from '../DeviceConnection.ts';
import type { ContentProvider, DeviceContentProvider, ProtectedFile } from './ContentProvider.ts';

export interface CertificateContentProviderOptions {
  /** Whose signature makes a device's certificate count; with none of them no device is trusted. */
  readonly issuers: readonly X509Certificate[];
  /** Wall time, ms since 1970. */
  readonly nowMs: () => number;
}

/**
 * Lets protected files go only to a device whose certificate (X.509) is signed by a trusted issuer and
 * in its time; all else is refused with its reason.
 */
export class CertificateContentProvider implements ContentProvider {
  readonly #options: CertificateContentProviderOptions;

  constructor(options: CertificateContentProviderOptions) {
    this.#options = options;
  }

  forDevice(connection: DeviceConnection): DeviceContentProvider {
    return new CertifiedDevice(connection, this.#options);
  }
}

/** `null` when the device has no certificate that can be read and is trusted. */
type Verdict = Result<X509Certificate | null, AppError>;

class CertifiedDevice implements DeviceContentProvider {
  readonly #connection: DeviceConnection;
  readonly #options: CertificateContentProviderOptions;
  #isInSession = false;
  /** Of this session; asked for by the first file that needs it. */
  #sessionVerdict: Promise<Verdict> | null = null;

  constructor(connection: DeviceConnection, options: CertificateContentProviderOptions) {
    this.#connection = connection;
    this.#options = options;
  }

  beginSession(): Promise<Result<void, AppError>> {
    this.#isInSession = true;
    this.#sessionVerdict = null;
    return Promise.resolve(ok());
  }

  endSession(): Promise<Result<void, AppError>> {
    this.#isInSession = false;
    this.#sessionVerdict = null;
    return Promise.resolve(ok());
  }

  async authorise(file: ProtectedFile, signal: AbortSignal): Promise<Result<void, AppError>> {
    const verdict = await this.#verdict(signal);
    if (!verdict.ok) return verdict;
    const certificate = verdict.value;
    const refused = { subject: file.name, details: file.scheme ?? 'protected' };
    if (certificate === null) return err({ code: 'device.notCertified', ...refused });
    const nowMs = this.#options.nowMs();
    const isInTime =
      Date.parse(certificate.validFrom) <= nowMs && nowMs <= Date.parse(certificate.validTo);
    return isInTime ? ok() : err({ code: 'device.certificateExpired', ...refused });
  }

  async #verdict(signal: AbortSignal): Promise<Verdict> {
    if (!this.#isInSession) return this.#ask(signal);
    this.#sessionVerdict ??= this.#ask(signal);
    const asked = this.#sessionVerdict;
    const verdict = await asked;
    if (verdict.ok) return verdict;
    // What could not be asked is asked again for the next file, and at once for one that only waited along.
    if (this.#sessionVerdict === asked) this.#sessionVerdict = null;
    const isOthersCancel = verdict.error.code === 'app.cancelled' && !signal.aborted;
    return isOthersCancel ? this.#verdict(signal) : verdict;
  }

  async #ask(signal: AbortSignal): Promise<Verdict> {
    const bytes = await this.#connection.readCertificate(signal);
    if (!bytes.ok) return bytes;
    const certificate = bytes.value === null ? null : parseCertificate(bytes.value);
    return ok(certificate !== null && this.#isTrusted(certificate) ? certificate : null);
  }

  #isTrusted(certificate: X509Certificate): boolean {
    return this.#options.issuers.some(
      (issuer) => certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey),
    );
  }
}

const maximumCertificateBytes = 64 * 1024;

/** A stranger's bytes, DER or PEM; `null` when they are no certificate. */
function parseCertificate(bytes: Uint8Array): X509Certificate | null {
  if (bytes.length > maximumCertificateBytes) return null;
  try {
    return new X509Certificate(bytes);
  } catch {
    return null;
  }
}
