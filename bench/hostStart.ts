import { execFileSync } from 'node:child_process';
import { PortamentoHost } from '../e2e/host/PortamentoHost.ts';
import { quantile, type Measurement } from './Measurement.ts';

const runs = 7;

/** From the start of the process until the host has printed its address, and the same for a Node that does nothing. */
export async function hostStart(): Promise<readonly Measurement[]> {
  const empty: number[] = [];
  const full: number[] = [];
  for (let run = 0; run < runs; run++) {
    const emptyAtMs = performance.now();
    execFileSync(process.execPath, ['--eval', '0']);
    empty.push(performance.now() - emptyAtMs);
    await using host = await PortamentoHost.create();
    const fullAtMs = performance.now();
    await host.start();
    full.push(performance.now() - fullAtMs);
  }
  const [emptyMs, fullMs] = [quantile(empty, 0.5), quantile(full, 0.5)];
  return [
    { name: 'host start, empty Node', value: emptyMs, unit: 'ms' },
    { name: 'host start, Portamento', value: fullMs, unit: 'ms' },
    { name: 'host start, ratio', value: fullMs / emptyMs, unit: 'times' },
  ];
}
