import { readFileSync } from 'node:fs';
import { HostInspector } from '../e2e/host/HostInspector.ts';
import type { PortamentoHost } from '../e2e/host/PortamentoHost.ts';

/** What a host holds. */
export interface HostMemory {
  /** What the main thread still refers to, after everything else was collected. */
  readonly heapBytes: number;
  /** The whole process before that: all threads, with what they would throw away if they had to. */
  readonly residentBytes: number;
}

/** @param host created with `inspectedArguments`; Linux only */
export async function readHostMemory(host: PortamentoHost): Promise<HostMemory> {
  const status = readFileSync(`/proc/${host.processId}/status`, 'utf8');
  const residentBytes = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024;
  using inspector = await HostInspector.attach(host);
  return { heapBytes: await inspector.heapBytes(), residentBytes };
}
