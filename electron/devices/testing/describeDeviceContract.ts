import { describe } from 'vitest';
import { ContractContext } from './contract/ContractContext.ts';
import { describeChanging } from './contract/describeChanging.ts';
import { describeEnding } from './contract/describeEnding.ts';
import { describeListing } from './contract/describeListing.ts';
import { describeNames } from './contract/describeNames.ts';
import { describePlayerFacts } from './contract/describePlayerFacts.ts';
import { describeReading } from './contract/describeReading.ts';
import { describeWriting } from './contract/describeWriting.ts';
import type { DeviceContractHarness } from './contract/DeviceContractHarness.ts';

/** One field of the contract. */
export type ContractPart = (context: ContractContext) => void;

const everyPart: readonly ContractPart[] = [
  describeListing,
  describeReading,
  describeWriting,
  describeNames,
  describeChanging,
  describePlayerFacts,
  describeEnding,
];

/** What crosses the wire in bulk, and what becomes of it when the wire is cut. */
export const transportParts: readonly ContractPart[] = [
  describeReading,
  describeWriting,
  describeEnding,
];

/**
 * What every provider promises, whatever it speaks: what is advertised works, what is not is refused.
 * `name` stands in every test's name. `parts` are fewer for another transport of a provider that
 * keeps the whole contract over one.
 */
export function describeDeviceContract(
  name: string,
  harness: DeviceContractHarness,
  parts: readonly ContractPart[] = everyPart,
): void {
  describe(`device contract of ${name}`, () => {
    const context = new ContractContext(name, harness);
    for (const describePart of parts) describePart(context);
    context.checkDeviations();
  });
}
