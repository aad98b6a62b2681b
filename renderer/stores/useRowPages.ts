import { useEffect, useState, useSyncExternalStore } from 'react';
import { useBridge } from './BridgeContext.ts';
import { RowPages, type FetchRows } from './RowPages.ts';

interface RowPagesOptions<Row> {
  /** Names what is listed; with another one the rows are others. */
  readonly of: string;
  /** Of the list, from its topic; `null` until main has told. */
  readonly revision: number | null;
  /** From the same topic; `null` where only a page tells, as of a search. */
  readonly count: number | null;
  /** Read anew with `of`. */
  readonly fetchRows: FetchRows<Row>;
}

/** The rows of a list that main holds, kept in step with it. */
export function useRowPages<Row>(options: RowPagesOptions<Row>): RowPages<Row> {
  const { of, revision, count, fetchRows } = options;
  const bridge = useBridge();
  const [held, setHeld] = useState(() => ({ of, pages: new RowPages(fetchRows) }));
  if (held.of !== of) setHeld({ of, pages: new RowPages(fetchRows) });
  const { pages } = held;

  useEffect(() => {
    if (revision === null) return;
    pages.setRevision(revision, count);
    pages.want(0, 0);
  }, [pages, revision, count]);
  useEffect(() => () => pages.leave(), [pages]);
  useEffect(
    () =>
      bridge.subscribeConnection((state) => {
        if (state === 'open') pages.renew();
      }),
    [bridge, pages],
  );
  useSyncExternalStore(
    (listener) => pages.subscribe(listener),
    () => pages.version,
  );
  return pages;
}
