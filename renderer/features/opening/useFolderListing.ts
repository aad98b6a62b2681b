import { useCallback, useEffect, useState } from 'react';
import type { AppError } from '../../../electron/contract/errors.ts';
import type { FolderListing } from '../../../electron/contract/files.ts';
import type { FolderId } from '../../../electron/contract/ids.ts';
import { useBridge } from '../../stores/index.ts';

type Shown =
  | { readonly kind: 'loading' }
  | { readonly kind: 'listed'; readonly listing: FolderListing }
  | { readonly kind: 'failed'; readonly error: AppError };

/** The folder that is shown, `null` for the list of roots, and the way to another one. */
export function useFolderListing() {
  const bridge = useBridge();
  const [request, setRequest] = useState<{ readonly folderId: FolderId | null }>({
    folderId: null,
  });
  const [answer, setAnswer] = useState<{ readonly to: object; readonly shown: Shown } | null>(null);

  useEffect(() => {
    const left = new AbortController();
    const { signal } = left;
    void bridge.invoke('files.browse', request, { signal }).then((outcome) => {
      if (signal.aborted) return;
      setAnswer({
        to: request,
        shown: outcome.ok
          ? { kind: 'listed', listing: outcome.value }
          : { kind: 'failed', error: outcome.error },
      });
    });
    return () => left.abort();
  }, [bridge, request]);

  const open = useCallback((folderId: FolderId | null) => setRequest({ folderId }), []);
  const shown: Shown = answer?.to === request ? answer.shown : { kind: 'loading' };
  return { shown, open, retry: () => setRequest({ ...request }) };
}
