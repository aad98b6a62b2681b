import type { BrowserWindow, Dialog } from 'electron';
import type { ShellLabels } from './labels/ShellLabels.ts';

/** Asks whether to end the program though files are being copied. */
export async function confirmQuit(
  dialog: Pick<Dialog, 'showMessageBox'>,
  window: BrowserWindow | undefined,
  labels: ShellLabels,
): Promise<boolean> {
  const options = {
    type: 'question' as const,
    message: labels.copyingMessage,
    detail: labels.copyingDetail,
    buttons: [labels.keepCopying, labels.quit],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
  const { response } = await (window === undefined
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(window, options));
  return response === 1;
}
