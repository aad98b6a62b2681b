import type { AppError } from '../../../electron/contract/errors.ts';
import type { AppInfo } from '../../../electron/contract/settings.ts';

/**
 * Technical text for a report: English, paths already shortened by main.
 *
 * @param at ISO 8601
 */
export function errorDetails(
  errors: readonly AppError[],
  at: string,
  appInfo: AppInfo | null,
): string {
  const program =
    appInfo === null
      ? 'Portamento'
      : `Portamento ${appInfo.version} (${appInfo.host}, ${appInfo.platform})`;
  return [program, ...errors.flatMap((error) => linesOf(error, at))].join('\n');
}

function linesOf({ code, subject, details }: AppError, at: string): readonly string[] {
  const lines = [`${at} ${code}`];
  if (subject !== undefined) lines.push(`subject: ${subject}`);
  if (details !== undefined) lines.push(details);
  return lines;
}
