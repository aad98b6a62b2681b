/** Which names a device takes; `legalName` makes any name into such a one. */
export interface NameRules {
  /** UTF-16 code units, without a terminator. */
  readonly maximumUnits: number;
  /** Bytes of its UTF-8 form, where a file system counts those; `null` where it does not. */
  readonly maximumUtf8Bytes: number | null;
  /** Characters beyond the control characters and `/` that no name may hold. */
  readonly forbiddenCharacters: string;
  /** Refuse what Windows and FAT reserve: `CON`, `aux.txt`, a dot or a space at the end. */
  readonly windowsRules: boolean;
  /** Are `A.mp3` and `a.mp3` two names? */
  readonly caseSensitive: boolean;
}
