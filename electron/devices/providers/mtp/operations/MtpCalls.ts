import { err, ok, type Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import { operationCodes, type OperationName } from '../codec/codes/operationCodes.ts';
import { responseCodes } from '../codec/codes/responseCodes.ts';
import type { RunTransaction } from '../transaction/MtpTransactions.ts';
import { responseError } from '../transaction/responseError.ts';
import type { DataPhase } from '../transaction/TransactionRequest.ts';

/** More than any dataset about one thing needs. */
const maximumDatasetBytes = 1024 * 1024;
/** Lists of what is on a device: some hundred thousand objects. */
export const maximumListBytes = 64 * 1024 * 1024;

/** Calls the operations of a device; those it does not advertise are `device.unsupported`, unasked. */
export class MtpCalls {
  readonly #operations: ReadonlySet<number>;
  readonly #run: RunTransaction;

  constructor(operations: ReadonlySet<number>, run: RunTransaction) {
    this.#operations = operations;
    this.#run = run;
  }

  supports(operation: OperationName): boolean {
    return this.#operations.has(operationCodes[operation]);
  }

  /** The response's parameters; any response but OK is an error. */
  async call(
    operation: OperationName,
    parameters: readonly number[],
    data: DataPhase,
    signal: AbortSignal,
  ): Promise<Result<readonly number[], AppError>> {
    if (!this.supports(operation)) return err({ code: 'device.unsupported', details: operation });
    const reply = await this.#run({ operation, parameters, data }, signal);
    if (!reply.ok) return reply;
    if (reply.value.code !== responseCodes.OK) return err(responseError(operation, reply.value));
    return { ok: true, value: reply.value.parameters };
  }

  command(
    operation: OperationName,
    parameters: readonly number[],
    signal: AbortSignal,
  ): Promise<Result<readonly number[], AppError>> {
    return this.call(operation, parameters, { kind: 'none' }, signal);
  }

  async readDataset<Dataset>(
    operation: OperationName,
    parameters: readonly number[],
    decode: (bytes: Uint8Array) => Result<Dataset, AppError>,
    signal: AbortSignal,
    maximumBytes = maximumDatasetBytes,
  ): Promise<Result<Dataset, AppError>> {
    const limits = { maximumBytes, keptBytes: maximumBytes };
    const read = await this.readBytes(operation, parameters, limits, signal);
    if (!read.ok) return read;
    const dataset = decode(read.value);
    if (dataset.ok) return dataset;
    return err({ ...dataset.error, details: `${operation}: ${dataset.error.details ?? ''}` });
  }

  /** The first `keptBytes` of the answer; those behind them are dropped as they come. */
  async readBytes(
    operation: OperationName,
    parameters: readonly number[],
    { keptBytes, maximumBytes }: { readonly keptBytes: number; readonly maximumBytes: number },
    signal: AbortSignal,
  ): Promise<Result<Uint8Array, AppError>> {
    const chunks: Uint8Array[] = [];
    let spaceBytes = keptBytes;
    const data: DataPhase = {
      kind: 'in',
      expectedBytes: null,
      maximumBytes,
      interruptible: false,
      onChunk(chunk) {
        const kept = chunk.subarray(0, spaceBytes);
        spaceBytes -= kept.byteLength;
        if (kept.byteLength > 0) chunks.push(kept);
      },
    };
    const called = await this.call(operation, parameters, data, signal);
    return called.ok ? ok(joined(chunks)) : called;
  }

  sendDataset(
    operation: OperationName,
    parameters: readonly number[],
    bytes: Uint8Array,
    signal: AbortSignal,
  ): Promise<Result<readonly number[], AppError>> {
    const data = { kind: 'out', sizeBytes: bytes.byteLength, chunks: [bytes] } as const;
    return this.call(operation, parameters, data, signal);
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const [first] = chunks;
  if (first !== undefined && chunks.length === 1) return first;
  return Buffer.concat(chunks);
}
