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

/**
 * What every provider promises, whatever it speaks: what is advertised works, what is not is refused.
 * `name` stands in every test's name.
 */
export function describeDeviceContract(name: string, harness: DeviceContractHarness): void {
  describe(`device contract of ${name}`, () => {
    const context = new ContractContext(name, harness);
    describeListing(context);
    describeReading(context);
    describeWriting(context);
    describeNames(context);
    describeChanging(context);
    describePlayerFacts(context);
    describeEnding(context);
    context.checkDeviations();
  });
}
