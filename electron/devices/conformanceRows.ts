import type { ConformanceRow } from '../base/ConformanceRow.ts';

/** What device sessions of Windows Media Device Manager (WMDM) do. */
export const conformanceRows: readonly ConformanceRow[] = [
  {
    id: 'WD-01',
    title: 'Authentication before use',
    note: 'There is no manager to authenticate with: applications and providers are one program. What remains is a device that has to show a certificate before it gets protected files; without one it is refused as `device.notCertified`.',
  },
  {
    id: 'WD-02',
    title: 'Obtaining the session interface',
    note: 'Every device has a session; E_NOINTERFACE cannot come up.',
  },
  { id: 'WD-03', title: 'Session type values', note: 'A set of names in the place of bits.' },
  {
    id: 'WD-04',
    title: 'BeginSession with no type, or unknown ones',
    note: 'Inferred: E_INVALIDARG is `device.invalidRequest`.',
  },
  {
    id: 'WD-05',
    title: 'The context buffer',
    note: 'Bytes or `null`; a pointer that is not valid cannot be written. A size of 0 is `null`.',
  },
  {
    id: 'WD-06',
    title: 'A second BeginSession on the same device',
    note: 'Our choice of code, as the pages name none: `device.sessionActive`, for WMDM_E_TOO_MANY_SESSIONS.',
  },
  { id: 'WD-07', title: 'Sessions on two devices' },
  {
    id: 'WD-08',
    title: 'BeginSession reaches both providers',
    note: 'Our order, as none is promised: the service provider first, so that the content provider can ask it; they end the other way round. The content provider asks for the certificate when the first protected file comes, once in a session: a session of clear files costs nothing for it.',
  },
  {
    id: 'WD-09',
    title: 'One provider fails to begin',
    note: 'Its own error is returned. Inferred: who had begun is ended, and a roll-back that fails is reported beside the cause.',
  },
  { id: 'WD-10', title: 'Calls inside a session' },
  {
    id: 'WD-11',
    title: 'A session is not a lock',
    note: 'Calls are put in a row by the `serial` decorator, in a session or not.',
  },
  { id: 'WD-12', title: 'EndSession with the same types', note: 'Their order does not count.' },
  { id: 'WD-13', title: 'EndSession with other types', note: 'Inferred: the session stays open.' },
  {
    id: 'WD-14',
    title: 'One provider fails to end',
    note: 'Undefined there, ours: the other has ended; the one that failed can be asked again by the same call, and keeps nobody from beginning anew.',
  },
  {
    id: 'WD-15',
    title: 'EndSession without BeginSession, or twice',
    note: 'Inferred: WMDM_E_CALL_OUT_OF_SEQUENCE is `device.noSession`. A session ends with the connection, too.',
  },
  {
    id: 'WD-16',
    title: 'Error codes',
    note: 'The table below. No code is about sessions alone there; here two are.',
  },
  {
    id: 'WD-17',
    title: 'MTP response codes',
    note: 'Translated once, by number, where they arrive; the name of the response is in the details. Object-too-large is 0xA809 in MTP 1.1, not 0xA807. The two about MTP’s own session never mean a device session.',
  },
  {
    id: 'WD-18',
    title: 'Insert3: modes and placement',
    note: 'Blocking is awaiting, threaded is not awaiting. No device of ours keeps an order, so that before and after are one: beside. A file and a folder are two calls. What cannot be combined cannot be written.',
  },
  {
    id: 'WD-19',
    title: 'Insert3: optional flags',
    note: 'A query is a call of its own. Recursion belongs to deleting. The attributes read-only, hidden and system are not set: neither MTP nor a player’s own files have all three.',
  },
  {
    id: 'WD-20',
    title: 'Insert3: which parameters go together',
    note: 'Conflict: a file is always given as a source that is asked (the sample’s form). There is no extra interface for the content provider: it is part of the program.',
  },
  {
    id: 'WD-21',
    title: 'Insert3: metadata',
    note: 'The format is no option: a source without one cannot be written.',
    fakeOnly:
      'titles, by SendObjectPropList and by SetObjectPropValue: no player of the lab takes them.',
  },
  { id: 'WD-22', title: 'Completion of the threaded mode' },
  {
    id: 'WD-23',
    title: 'Order of progress calls',
    note: 'Bytes are the ticks. The only event is the transfer of content.',
  },
  {
    id: 'WD-24',
    title: 'Cancelling through progress',
    note: 'By the operation’s signal, which may be aborted out of a progress call.',
  },
  {
    id: 'WD-25',
    title: 'A source that is asked: writing',
    note: 'The size is asked for with the attributes, as one of the two pages has it.',
  },
  {
    id: 'WD-26',
    title: 'A destination that is told: reading',
    note: 'No channel between two programs, so no MAC: what is checked is that as much arrives as the device said there is.',
  },
  { id: 'WD-27', title: 'Delete' },
  {
    id: 'WD-28',
    title: 'Read',
    note: 'Where the bytes go is the destination’s business, which writes whole files or none.',
  },
  {
    id: 'WD-29',
    title: 'Status values',
    note: 'Not-present is lost, broken and not-supported are obstructed with their reason. Locked and recovering have no counterpart there. An unformatted storage cannot be told apart.',
  },
  {
    id: 'WD-30',
    title: 'Status before a storage is used',
    note: 'Inferred: a device that is busy refuses; waiting has to be asked for.',
  },
  {
    id: 'WD-31',
    title: 'Enumeration preference',
    notApplicable:
      'Storages are never shown as devices (WD-32), and every notification is given to who subscribes: there is nothing to prefer.',
  },
  {
    id: 'WD-32',
    title: 'Default device list',
    note: 'Pseudo-devices are for old applications: here a device is one, with its storages.',
  },
  {
    id: 'WD-33',
    title: 'Enumerators',
    note: 'An enumeration is a value; a new one is made after each event.',
  },
  {
    id: 'WD-34',
    title: 'Enumerating storages',
    note: 'Folder by folder. Metadata views are a choice of the device’s, which MTP has no word for.',
  },
  { id: 'WD-35', title: 'Arrival and removal' },
  {
    id: 'WD-36',
    title: 'Plug and play on the provider’s side',
    note: 'There are no class ids to register: providers are listed where the application is put together.',
  },
  {
    id: 'WD-37',
    title: 'Serial number',
    note: '`null` where the device has none. No MAC: provider and program are one.',
  },
  {
    id: 'WD-38',
    title: 'Device certificate',
    note: 'X.509 by a trusted issuer; by default none is trusted, and protected files stay. Secure clocks and individualisation belong to a licence service that Portamento has not.',
    fakeOnly: 'a player that shows a certificate: none of the lab has one.',
  },
  {
    id: 'WD-39',
    title: 'Provider isolation',
    note: 'One provider serves many devices. What may block or crash (libmtp) has a process of its own; another program that holds the device is an obstacle with its name.',
  },
  {
    id: 'WD-40',
    title: 'Mandatory provider methods',
    note: 'Storages, listing and stat; the rest is advertised. Inferred: a provider without a part in sessions succeeds.',
  },
];
