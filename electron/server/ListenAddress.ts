import { BlockList, isIP } from 'node:net';
import { err, ok, type Result } from '../base/Result.ts';

export interface ListenAddressOptions {
  /** Where to listen: an IP address, or `localhost`. */
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** PEM; both or neither. */
  readonly certificate?: string | undefined;
  readonly key?: string | undefined;
  /** A proxy in front of it ends TLS. */
  readonly behindTlsProxy: boolean;
  /** Names (beside the address itself) by which browsers reach it: `nas.local`. */
  readonly names: readonly string[];
}

/** Where the server listens and what browsers call it; made by `checkListenAddress` only. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
  readonly tls: { readonly certificate: string; readonly key: string } | null;
  readonly behindTlsProxy: boolean;
  /** Lower case, without port, IPv6 in brackets; the first is the one that is printed. */
  readonly names: readonly string[];
}

export type ListenAddressFailure =
  /** Plain HTTP beyond this machine is no secure context, and anyone in between could listen in. */
  | { readonly code: 'needsTls'; readonly host: string }
  | { readonly code: 'needsName'; readonly host: string }
  | { readonly code: 'needsCertificateAndKey' }
  | { readonly code: 'badHost'; readonly host: string }
  | { readonly code: 'badName'; readonly name: string };

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'];

/** Refuses addresses that a browser of another machine could reach only over plain HTTP. */
export function checkListenAddress(
  options: ListenAddressOptions,
): Result<ListenAddress, ListenAddressFailure> {
  const { host, certificate, key, behindTlsProxy } = options;
  const family = isIP(host);
  if (family === 0 && host !== 'localhost') return err({ code: 'badHost', host });
  if ((certificate === undefined) !== (key === undefined)) {
    return err({ code: 'needsCertificateAndKey' });
  }
  const names = options.names.map((name) => name.toLowerCase());
  const badName = names.find((name) => !/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/.test(name));
  if (badName !== undefined) return err({ code: 'badName', name: badName });
  const tls = certificate === undefined || key === undefined ? null : { certificate, key };
  const common = { host, port: options.port, tls, behindTlsProxy };
  const isEveryAddress = host === '0.0.0.0' || host === '::';
  const own = isEveryAddress ? [] : [hostNameOf(host)];
  // A name stands for this machine only where TLS proves it; plain HTTP is called by its address.
  const called = tls !== null || behindTlsProxy ? [...names, ...own] : [...own, ...names];
  const address = { ...common, names: [...new Set([...called, ...loopbackNames])] };
  if (isLoopback(host)) return ok(address);
  if (tls === null && !behindTlsProxy) return err({ code: 'needsTls', host });
  if (names.length === 0 && (isEveryAddress || behindTlsProxy)) {
    return err({ code: 'needsName', host });
  }
  return ok(address);
}

function isLoopback(host: string): boolean {
  if (host === 'localhost') return true;
  return loopback.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4');
}

function hostNameOf(host: string): string {
  return isIP(host) === 6 ? `[${host.toLowerCase()}]` : host;
}
