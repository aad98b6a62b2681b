import { err, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import { UploadRange } from '../contract/files.ts';
import type { UploadId } from '../contract/ids.ts';
import { errorResponse } from './errorResponse.ts';
import { parseContentRange } from './parseContentRange.ts';
import type { UploadPart, UploadRanges } from './UploadRanges.ts';
import type { UploadSpool } from './UploadSpool.ts';

/** Where bytes of uploads go. */
export interface UploadReceivers {
  readonly spool: UploadSpool;
  readonly ranges: UploadRanges;
}

/** Takes the bytes of a page's file: the whole file or, with `Content-Range`, a part of it. */
export async function receiveUpload(
  request: Request,
  uploadId: UploadId,
  { spool, ranges }: UploadReceivers,
): Promise<Response> {
  const body = request.body ?? new Blob([]).stream();
  const header = request.headers.get('content-range');
  const part = header === null ? 'whole' : partOf(uploadId, header);
  let received: Result<void, AppError>;
  if (part === 'whole') {
    received = await spool.receive(uploadId, body, request.signal);
  } else if (part === null) {
    await body.cancel();
    received = err({ code: 'ipc.invalidInput' });
  } else {
    received = await ranges.receive(part, body, request.signal);
  }
  return received.ok ? new Response(null, { status: 204 }) : errorResponse(received.error);
}

/** `null` for what main never wants. */
function partOf(uploadId: UploadId, header: string): UploadPart | null {
  const said = parseContentRange(header);
  if (said === null) return null;
  const { first, last, completeBytes } = said;
  const asked = { uploadId, offsetBytes: first, lengthBytes: last - first + 1 };
  const range = UploadRange.safeParse(asked);
  return range.success ? { range: range.data, completeBytes } : null;
}
