import type { IncomingHttpHeaders } from 'node:http';
import type { ListenAddress } from './ListenAddress.ts';

/**
 * Which requests come from our own page. A page of another site that was given our address by a name
 * server of its own (DNS rebinding) has the wrong Host; any other foreign page has the wrong Origin.
 */
export class RequestPolicy {
  readonly #address: ListenAddress;
  readonly #port: number;

  /** @param port the one that is listened at */
  constructor(address: ListenAddress, port: number) {
    this.#address = address;
    this.#port = port;
  }

  /** The address to print, without a path. */
  get origin(): string {
    const name = this.#address.names[0] ?? 'localhost';
    if (this.#isProxied(name)) return `https://${name}`;
    return new URL(`${this.#ownScheme}//${name}:${this.#port}`).origin;
  }

  /** Does the request name us, as we are called and at our port? */
  isForUs(headers: IncomingHttpHeaders): boolean {
    const host = headers.host?.toLowerCase() ?? '';
    const [, name = '', port] = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(\d{1,5}))?$/.exec(host) ?? [];
    if (!this.#address.names.includes(name)) return false;
    if (this.#isProxied(name)) return true;
    const usualPort = this.#ownScheme === 'https:' ? 443 : 80;
    return Number(port ?? usualPort) === this.#port;
  }

  /** Was it made by our own page? Asked of everything that changes something. */
  isFromOurPage(headers: IncomingHttpHeaders): boolean {
    const { host = '', origin } = headers;
    const name = host.toLowerCase().replace(/:\d+$/, '');
    const scheme = this.#isProxied(name) ? 'https:' : this.#ownScheme;
    if (origin === undefined || !URL.canParse(`${scheme}//${host}`)) return false;
    return origin === new URL(`${scheme}//${host}`).origin;
  }

  /**
   * May a foreign page have made it? Browsers say so in `Sec-Fetch-Site`; a person following a link
   * is welcome. Pages of other programs on this machine are "same-site", and get our cookie sent along.
   */
  isFromForeignPage(headers: IncomingHttpHeaders): boolean {
    const site = headers['sec-fetch-site'];
    if (site === undefined || site === 'same-origin' || site === 'none') return false;
    const isFollowedLink =
      headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
    return !isFollowedLink;
  }

  /**
   * Did a person come here from another site or a file? Browsers hold our cookie back then until the
   * next request of our own page, also over a redirect.
   */
  isFollowedFromElsewhere(headers: IncomingHttpHeaders): boolean {
    const site = headers['sec-fetch-site'];
    return site !== undefined && site !== 'same-origin' && site !== 'none';
  }

  get #ownScheme(): 'http:' | 'https:' {
    return this.#address.tls === null ? 'http:' : 'https:';
  }

  /** Behind a proxy only this machine's own names are reached directly. */
  #isProxied(name: string): boolean {
    const isOwn = name === 'localhost' || name === '[::1]' || name.startsWith('127.');
    return this.#address.behindTlsProxy && !isOwn;
  }
}
