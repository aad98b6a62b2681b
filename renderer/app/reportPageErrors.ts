import type { Bridge } from '../bridge/Bridge.ts';
import { describeThrown } from './describeThrown.ts';

/** A page in a loop of errors must not fill the log. */
const maximumReports = 20;

export interface PageErrorReporter {
  readonly report: (thrown: unknown) => void;
}

/** Sends errors of the page, those nobody caught too, to main's log. Lives as long as the page. */
export function reportPageErrors(bridge: Bridge, page: Window): PageErrorReporter {
  let reportCount = 0;
  const report = (thrown: unknown) => {
    reportCount += 1;
    if (reportCount <= maximumReports)
      void bridge.invoke('app.reportError', describeThrown(thrown));
  };
  page.addEventListener('error', ({ error }: { readonly error: unknown }) => {
    // Without one nothing was thrown: the browser says that it measures again in the next frame.
    if (error !== null && error !== undefined) report(error);
  });
  page.addEventListener('unhandledrejection', (event) => report(event.reason));
  return { report };
}
