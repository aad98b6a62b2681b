import type { AppError, ErrorCode } from '../contract/errors.ts';

const statuses: Partial<Record<ErrorCode, number>> = {
  'file.notFound': 404,
  'file.notGranted': 404,
  'file.permissionDenied': 403,
  'file.isDirectory': 404,
  'file.notRegular': 404,
  'file.empty': 415,
  'file.notMedia': 415,
  'file.truncated': 400,
  'file.diskFull': 507,
  'ipc.invalidInput': 400,
  'upload.gone': 410,
  'upload.spoolFull': 507,
  'app.cancelled': 499,
};

/** An error as the page's fetch sees it: a status, and `{code}` as JSON. Names and paths stay here. */
export function errorResponse({ code }: AppError): Response {
  return Response.json(
    { code },
    { status: statuses[code] ?? 500, headers: { 'cache-control': 'no-store' } },
  );
}
