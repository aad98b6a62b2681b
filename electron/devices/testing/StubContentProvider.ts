import { ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { DeviceContentProvider, ProtectedFile } from '../content/ContentProvider.ts';
import { CapturingParticipant } from './CapturingParticipant.ts';

/** Answers as it is told, and notes which files it was asked about. */
export class StubContentProvider extends CapturingParticipant implements DeviceContentProvider {
  readonly asked: ProtectedFile[] = [];
  answer: Result<void, AppError> = ok();

  authorise(file: ProtectedFile): Promise<Result<void, AppError>> {
    this.asked.push(file);
    return Promise.resolve(this.answer);
  }
}
