/** Where a picture is fetched by the hash that names it, relative to the page. */
export function artUrl(artId: string): string {
  return `art/${artId}`;
}
