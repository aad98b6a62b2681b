/** The place of the row that something inside a list belongs to. */
export function placeOf(target: EventTarget | null): number | null {
  const row = target instanceof Element ? target.closest('[data-place]') : null;
  const place = row?.getAttribute('data-place') ?? null;
  return place === null ? null : Number(place);
}
