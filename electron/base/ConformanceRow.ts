/** One row of a list of what another system does, in our words, for the room that does the same. */
export interface ConformanceRow {
  /** E.g. `MS-24`; the tests of the row begin with it. */
  readonly id: string;
  readonly title: string;
  /** What was chosen where sources disagree or are silent, or what is different here. */
  readonly note?: string;
  /** What of it was tried only with a stand-in of our own, and why with nothing else. */
  readonly fakeOnly?: string;
  /** Why the row does not apply; a row without it has at least one test. */
  readonly notApplicable?: string;
}
