/** The scheme the desktop host serves the page from; see `registerAppScheme`. */
export const appScheme = 'portamento';

/** Origin of the page in the desktop host, the only one main listens to. */
export const appOrigin = `${appScheme}://app`;

/** Is this address the page itself (any path of its origin)? */
export function isAppUrl(url: string): boolean {
  return (
    URL.canParse(url) && new URL(url).protocol === `${appScheme}:` && new URL(url).host === 'app'
  );
}
