import type { AppError } from '../../../electron/contract/errors.ts';
import type { AppInfo } from '../../../electron/contract/settings.ts';

/** Technical text for a report: English, paths already shortened by main. */
export function errorDetails(error: AppError, at: string, appInfo: AppInfo | null): string {
  const program =
    appInfo === null
      ? 'Portamento'
      : `Portamento ${appInfo.version} (${appInfo.host}, ${appInfo.platform})`;
  const lines = [program, `${at} ${error.code}`];
  if (error.subject !== undefined) lines.push(`subject: ${error.subject}`);
  if (error.details !== undefined) lines.push(error.details);
  return lines.join('\n');
}
