import { useCallback, useRef, useState } from 'react';
import type { AppError } from '../../../electron/contract/errors.ts';
import type { OpenOutcome } from '../../../electron/contract/files.ts';
import { CallId } from '../../../electron/contract/ids.ts';
import type { Outcome } from '../../../electron/contract/messages.ts';
import { useTellError } from '../notices/index.ts';

/** What the page tells about opening: folders being walked, or what came of it. */
export type OpenReport =
  | { readonly kind: 'walking'; readonly foundCount: number; readonly cancel: () => void }
  | { readonly kind: 'opened'; readonly outcome: OpenOutcome }
  | { readonly kind: 'failed'; readonly error: AppError };

/** A walk shorter than this is not worth a word. */
const quickWalkMs = 300;

export interface OpenRun {
  readonly callId: CallId;
  readonly signal: AbortSignal;
  /** Shows how far the page's own walk has come. */
  readonly tellWalking: (foundCount: number) => void;
}

export type Open = (run: OpenRun) => Promise<Outcome<OpenOutcome> | null>;

/**
 * Runs openings and holds what there is to tell about the newest. An older one that ends later keeps
 * out of its way: what failed in it becomes notices.
 */
export function useOpenRun() {
  const [report, setReport] = useState<OpenReport | null>(null);
  const tellError = useTellError();
  const newest = useRef(0);
  const run = useCallback(
    (open: Open) => {
      newest.current += 1;
      const number = newest.current;
      void runOpening(open, (told) => {
        if (number === newest.current) setReport(told);
        else if (told !== null) for (const error of failuresOf(told)) tellError(error);
      });
    },
    [tellError],
  );
  const dismiss = useCallback(() => setReport(null), []);
  return { report, run, dismiss };
}

/** What went wrong, or the first few of it. */
export function failuresOf(report: OpenReport): readonly AppError[] {
  switch (report.kind) {
    case 'walking':
      return [];
    case 'opened':
      return report.outcome.failures;
    case 'failed':
      return [report.error];
  }
}

async function runOpening(open: Open, tell: (report: OpenReport | null) => void): Promise<void> {
  const aborting = new AbortController();
  const { signal } = aborting;
  const startedAtMs = performance.now();
  tell(null);
  const outcome = await open({
    callId: CallId.parse(crypto.randomUUID()),
    signal,
    tellWalking: (foundCount) => {
      const isQuick = performance.now() - startedAtMs < quickWalkMs;
      if (signal.aborted || isQuick) return;
      tell({ kind: 'walking', foundCount, cancel: () => aborting.abort() });
    },
  });
  tell(outcome === null ? null : reportOf(outcome));
}

/** `null` for what needs no words: a cancelled opening, and a dialog closed without a choice. */
function reportOf(outcome: Outcome<OpenOutcome>): OpenReport | null {
  if (!outcome.ok) {
    return outcome.error.code === 'app.cancelled' ? null : { kind: 'failed', error: outcome.error };
  }
  const { addedCount, ignoredCount, failedCount } = outcome.value;
  return addedCount + ignoredCount + failedCount === 0
    ? null
    : { kind: 'opened', outcome: outcome.value };
}
