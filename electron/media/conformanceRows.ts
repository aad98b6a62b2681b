/** One row of the list of what the Media Session of Media Foundation does, in our words. */
export interface ConformanceRow {
  readonly id: `MS-${string}`;
  readonly title: string;
  /** What was chosen where sources disagree or are silent, or what is different here. */
  readonly note?: string;
  /** Why the row does not apply; a row without it has at least one test. */
  readonly notApplicable?: string;
}

export const conformanceRows: readonly ConformanceRow[] = [
  {
    id: 'MS-01',
    title: 'Creating the session; it is its own event generator',
    note: 'One factory, the constructor; there is no protected process (see MS-58).',
  },
  {
    id: 'MS-02',
    title: 'Creation attributes',
    note: 'Topology loader and global time. Quality manager, content protection and server context belong to streaming of protected content and do not exist here.',
  },
  { id: 'MS-03', title: 'The session alone drives its sources' },
  {
    id: 'MS-04',
    title: 'BeginGetEvent: one request at a time',
    note: 'A NULL callback cannot be written.',
  },
  { id: 'MS-05', title: 'GetEvent: waits or not' },
  {
    id: 'MS-06',
    title: 'Accepted at once, completed by exactly one event',
    note: 'What is done at once is told before the call returns; its `completion` resolves afterwards.',
  },
  { id: 'MS-07', title: 'Presentation state machine' },
  {
    id: 'MS-08',
    title: 'Start: absolute and current position',
    note: 'A NULL position cannot be written; a position that is no number stands for it and is refused first.',
  },
  {
    id: 'MS-09',
    title: 'Start: segment offset and entry-relative',
    note: 'The sequencer is the source that skips; it can in both directions, as far as there are entries.',
  },
  { id: 'MS-10', title: 'A start that succeeds' },
  {
    id: 'MS-11',
    title: 'Start, Pause, Stop before any topology',
    note: 'The tested form: accepted, and the event says invalid request.',
  },
  { id: 'MS-12', title: 'The source refuses to start' },
  {
    id: 'MS-13',
    title: 'Seek out of range',
    note: 'A negative start plays from the beginning; the clock shows the negative time and stays that much behind the source.',
  },
  { id: 'MS-14', title: 'Seek while paused' },
  { id: 'MS-15', title: 'Seek in an unseekable source' },
  { id: 'MS-16', title: 'Order of calls in a seek' },
  { id: 'MS-17', title: 'Rapid seeks are made one after the other' },
  { id: 'MS-18', title: 'Pause' },
  { id: 'MS-19', title: 'Stop' },
  { id: 'MS-20', title: 'SetTopology: partial or full' },
  { id: 'MS-21', title: 'SetTopology without flags' },
  { id: 'MS-22', title: 'SetTopology immediate' },
  { id: 'MS-23', title: 'SetTopology clear-current' },
  {
    id: 'MS-24',
    title: 'SetTopology while paused or stopped',
    note: 'Contradicted: TopologySet is told at once, only the switch waits for the start.',
  },
  {
    id: 'MS-25',
    title: 'SetTopology refused on the spot',
    note: 'NS_E_DRM_DEBUGGING_NOT_ALLOWED belongs to protected content.',
  },
  { id: 'MS-26', title: 'SetTopology that cannot be resolved' },
  { id: 'MS-27', title: 'What TopologySet carries' },
  { id: 'MS-28', title: 'ClearTopologies' },
  { id: 'MS-29', title: 'GetFullTopology' },
  { id: 'MS-30', title: 'Topology status values' },
  {
    id: 'MS-31',
    title: 'Order of topology statuses',
    note: 'Contradicted: SINK_SWITCHED comes first for second and later topologies, as in the reference traces.',
  },
  { id: 'MS-32', title: 'SINK_SWITCHED' },
  { id: 'MS-33', title: 'ENDED' },
  {
    id: 'MS-34',
    title: 'Natural end of the last presentation',
    note: 'No MESessionStopped. The event names the presentation. What has ended is dropped: play it again by setting it again.',
  },
  { id: 'MS-35', title: 'MENewPresentation' },
  {
    id: 'MS-36',
    title: 'Reference trace: three segments',
    note: 'MESessionStarted, which the trace leaves out, comes before STARTED_SOURCE.',
  },
  { id: 'MS-37', title: 'Reference trace: a skip to segment 3' },
  {
    id: 'MS-38',
    title: 'A sequence without a Last marker',
    note: 'Marking a segment as last while the session waits for more ends it.',
  },
  { id: 'MS-39', title: 'Append, update and delete in the sequencer' },
  { id: 'MS-40', title: 'GetSessionCapabilities' },
  {
    id: 'MS-41',
    title: 'MESessionCapabilitiesChanged',
    note: 'No capability has details that could change while it stays.',
  },
  {
    id: 'MS-42',
    title: 'GetClock before READY',
    note: 'Contradicted: the tested form, a clock that has no time yet.',
  },
  { id: 'MS-43', title: 'The session owns the clock' },
  { id: 'MS-44', title: 'Clock state machine', note: 'Milliseconds; 1 ms is 10,000 units.' },
  {
    id: 'MS-45',
    title: 'Presentation time source',
    note: 'There is one sink, and it matches its own clock: no rateless sinks.',
  },
  {
    id: 'MS-46',
    title: 'Clock state sinks',
    note: 'Told in order and at once; there is no other thread to tell them from.',
  },
  { id: 'MS-47', title: 'The clock after shutdown' },
  { id: 'MS-48', title: 'Rate control and its defaults' },
  {
    id: 'MS-49',
    title: 'Rate transitions by state',
    note: 'Reverse is not supported, so its transitions cannot come up.',
  },
  { id: 'MS-50', title: 'SetRate: errors and completion' },
  {
    id: 'MS-51',
    title: 'Scrubbing',
    note: 'A single step is 40 ms: no source says how long its frames are.',
  },
  { id: 'MS-52', title: 'Stop time and start time in the topology' },
  { id: 'MS-53', title: 'Close' },
  {
    id: 'MS-54',
    title: 'Shutdown',
    note: 'The sink is shared with later sessions: its loads are freed, not the sink.',
  },
  { id: 'MS-55', title: 'Order of close, source shutdown, session shutdown' },
  {
    id: 'MS-56',
    title: 'Failures while streaming, events passed on',
    note: 'After MEError the presentation is over, the session stops and the next one is current.',
  },
  {
    id: 'MS-57',
    title: 'Buffering, sink loss, format change',
    note: 'After a loss the session is paused where it was and the pending topologies are dropped.',
  },
  {
    id: 'MS-58',
    title: 'Choosing and creating the protected session',
    notApplicable:
      'Portamento plays files without copy protection; no host of ours has a protected process.',
  },
  {
    id: 'MS-59',
    title: 'Content protection manager',
    notApplicable: 'No protected content, no rights to obtain (see MS-58).',
  },
  {
    id: 'MS-60',
    title: 'Content enabler',
    notApplicable: 'No protected content, no licence to fetch (see MS-58).',
  },
];
