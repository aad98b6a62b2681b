import type { AppError } from '../../contract/errors.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import type { StartFailureLabels } from './StartFailureLabels.ts';

const labelsByLanguage = { en, de, ar } as const satisfies Record<string, StartFailureLabels>;

/**
 * Why the program does not start, for a person who sees nothing else of it: what happened and what to
 * do, and on a last line of its own the code, for reports.
 */
export function startFailureText(error: AppError, language: keyof typeof labelsByLanguage): string {
  const { code, subject, details } = error;
  const line = [code, subject, details].filter((part) => part !== undefined).join(', ');
  return `${sentences(error, labelsByLanguage[language])}\n${line}`;
}

function sentences({ code, subject = '' }: AppError, labels: StartFailureLabels): string {
  switch (code) {
    case 'ipc.invalidInput':
      return labels.badProfileName(subject);
    case 'file.notFound':
      return labels.noDataFolder;
    case 'profile.foreignFolder':
      return labels.foreignFolder(subject);
    case 'profile.inUse':
      return labels.inUse;
    case 'profile.notAnswering':
      return labels.notAnswering;
    case 'ipc.disconnected':
    case 'app.shuttingDown':
      return labels.otherEnded;
    case 'file.diskFull':
      return labels.diskFull;
    case 'file.permissionDenied':
      return labels.permissionDenied(subject);
    case 'file.writeFailed':
      return labels.notWritable(subject);
    default:
      return labels.unexpected;
  }
}
