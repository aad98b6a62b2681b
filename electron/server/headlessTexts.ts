import { assertNever } from '../base/assertNever.ts';
import type { PortHolder } from './findPortHolder.ts';
import type { HeadlessArguments } from './headlessArguments.ts';
import type { ListenAddress, ListenAddressFailure } from './ListenAddress.ts';
import type { TlsFileFailure } from './readTlsFiles.ts';
import type { StartServerFailure } from './startServer.ts';

/** What an end would cut short, and how to end all the same. */
export function copiesText({
  playerName,
  remainingCount,
}: {
  readonly playerName: string;
  readonly remainingCount: number;
}): string {
  const files = remainingCount === 1 ? '1 file is' : `${remainingCount} files are`;
  return (
    `${files} still being copied (${playerName}). Press Ctrl+C again to end; ` +
    'what is not finished is offered again the next time.'
  );
}

/** What became of files that were named at a start while another one runs. @param address of that one's pages */
export function handedOverText(pathCount: number, address: string | null): string {
  const paths = pathCount === 1 ? '1 path' : `${pathCount} paths`;
  const where = address === null ? 'as a desktop app' : `at ${address}`;
  return `Handed ${paths} to the Portamento that runs ${where}\n`;
}

/**
 * Nobody can be asked for a link.
 *
 * @param missing how the person named the profile, where there is none of that name
 */
export function notRunningText(
  missing: Pick<HeadlessArguments, 'dataFolder' | 'profileName'> | null,
): string {
  const text = 'Portamento is not running.';
  if (missing?.profileName !== undefined) {
    return `${text} There is no profile ${missing.profileName}. Check what --profile says.`;
  }
  if (missing?.dataFolder === undefined) return text;
  return `${text} There is no folder ${missing.dataFolder}. Check what --data-folder says.`;
}

/** A folder that was to be browsed is none. */
export function rootText(path: string): string {
  return `There is no folder ${path}. Check what --root says.`;
}

/** Why an address cannot be served, and what to do. */
export function listenAddressText(failure: ListenAddressFailure): string {
  switch (failure.code) {
    case 'needsTls':
      return (
        `${failure.host} can be reached from other machines, and browsers play only over a secure ` +
        'connection there. Give a certificate (--certificate and --key), or --behind-tls-proxy ' +
        'when a proxy provides TLS.'
      );
    case 'needsName':
      return `Say by which name browsers reach this machine: --name nas.example (listening at ${failure.host}).`;
    case 'needsCertificateAndKey':
      return '--certificate and --key belong together.';
    case 'badHost':
      return `--host takes an IP address or "localhost", not ${failure.host}; names go to --name.`;
    case 'badName':
      return `--name takes a host name without port, not ${failure.name}.`;
    default:
      return assertNever(failure);
  }
}

/** Why a certificate or its key could not be read, and what to do. */
export function tlsFileText({ option, path, code }: TlsFileFailure): string {
  switch (code) {
    case 'file.notFound':
      return `There is no file ${path}. Check what ${option} says.`;
    case 'file.isDirectory':
      return `${path} is a folder. Give ${option} a PEM file.`;
    case 'file.permissionDenied':
      return `This account may not read ${path}. Change the file's permissions, or give ${option} another one.`;
    default:
      return `${path} cannot be read. Check its disk, or give ${option} another file.`;
  }
}

/** Why the server could not start, and what to do. */
export function startServerText(
  failure: StartServerFailure,
  { host, port }: ListenAddress,
  portHolder: PortHolder | null,
): string {
  switch (failure.code) {
    case 'portInUse':
      return (
        `Port ${port} is in use by ${holderText(portHolder)}. ` +
        'End that, or choose another port with --port (0: any that is free).'
      );
    case 'addressNotAvailable':
      return `${host} is no address of this machine.`;
    case 'permissionDenied':
      return `This account may not listen at port ${port}. Choose one above 1023 with --port.`;
    case 'badCertificate':
      return 'The certificate and key are no PEM files that belong together.';
    default:
      return assertNever(failure);
  }
}

function holderText(holder: PortHolder | null): string {
  if (holder === null) return 'another program, or by a Portamento with another profile';
  const name = holder.isPortamento ? 'a Portamento with another profile' : holder.program;
  return `${name} (process ${holder.processId})`;
}
