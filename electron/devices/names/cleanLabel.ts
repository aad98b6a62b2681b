import { withoutDeceivers } from './withoutDeceivers.ts';

const maximumUnits = 200;

/** Controls, and halves of surrogate pairs, which no label should hold. */
const unfit = /[\u0000-\u001f\u007f-\u009f\p{Cs}]/gu;

/** What a device says of itself (its name, its maker), as it may be shown; may be empty. */
export function cleanLabel(text: string): string {
  return withoutDeceivers(text.slice(0, maximumUnits)).replace(unfit, '').trim();
}
