import { createContext, createRef, type RefObject } from 'react';
import type { OpenReport } from './useOpenRun.ts';

interface ToldReport {
  readonly report: OpenReport | null;
  /** Where a result is told: under the pointer or with the focus it stays longer. */
  readonly box: RefObject<HTMLDivElement | null>;
  readonly dismiss: () => void;
}

/** Apart from `OpeningContext`, because it changes with every file that is found. */
export const OpenReportContext = createContext<ToldReport>({
  report: null,
  box: createRef(),
  dismiss: () => undefined,
});
