import { useContext } from 'react';
import { OpenReportBar } from './OpenReportBar.tsx';
import { OpenReportContext } from './OpenReportContext.ts';

/** What the nearest `OpeningProvider` does now, and once, what came of it. */
export function OpenReportLine() {
  const { report, box, dismiss } = useContext(OpenReportContext);
  return report === null ? null : <OpenReportBar report={report} box={box} onDismiss={dismiss} />;
}
