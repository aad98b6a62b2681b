import { useEffect, useState } from 'react';
import type { TransferQueue } from '../../../electron/contract/transfers.ts';

/** Long enough to be read, and to be pressed. */
const farewellMs = 8_000;

/**
 * Has there been nothing to say of these copies for a while? All of them went well: a person who comes
 * back later finds nothing of them, one who saw them end does so for some seconds.
 */
export function useIsRetired(queue: TransferQueue | undefined): boolean {
  const isOver = queue?.state === 'idle' && queue.retryableCount === 0;
  const revision = queue?.revision ?? null;
  const [retiredRevision, setRetiredRevision] = useState(isOver ? revision : null);
  useEffect(() => {
    if (!isOver) return;
    const timer = setTimeout(() => setRetiredRevision(revision), farewellMs);
    return () => clearTimeout(timer);
  }, [isOver, revision]);
  return isOver && retiredRevision === revision;
}
