import type { LibmtpFile } from '../libmtpMessages.ts';

/** What can go wrong with the process that holds libmtp. */
export type LibmtpFault =
  | `${'stalls' | 'crashes' | 'fails'} on ${'attach' | 'read'}`
  | 'stalls in mid-file'
  | 'sends too little'
  | 'has no library'
  | 'answers what was not asked'
  | 'makes no sense'
  | 'floods';

export const largeFile: LibmtpFile = {
  handle: 7,
  storageId: 0xffff_0001,
  name: 'large.mp3',
  sizeBytes: 3_000_001,
};

/** On the player of `fakeLibmtpChild.ts`; a file's bytes are the pattern of its handle. */
export const fakeLibmtpFiles: readonly LibmtpFile[] = [
  largeFile,
  { handle: 0xffff_fffe, storageId: 0xffff_0001, name: '../small.flac', sizeBytes: 1 },
  { handle: 9, storageId: 0x0002_0001, name: 'on the card.mp3', sizeBytes: 500 },
  { handle: 10, storageId: 0xffff_0001, name: '', sizeBytes: 0 },
];
