import { createContext } from 'react';
import type { OpenReport } from './useOpenRun.ts';

interface ToldReport {
  readonly report: OpenReport | null;
  readonly dismiss: () => void;
}

/** Apart from `OpeningContext`, because it changes with every file that is found. */
export const OpenReportContext = createContext<ToldReport>({
  report: null,
  dismiss: () => undefined,
});
