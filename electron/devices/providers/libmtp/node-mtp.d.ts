/** node-mtp 0.3.15, which has no types of its own. Everything blocks; what must not be called is said in `libmtpChild.ts`. */
declare module 'node-mtp' {
  interface FileEntry {
    /** Unsigned 32 bits that come as signed ones, as the others here. */
    readonly id: number;
    readonly filename: string;
    /** Missing where it is 2^32-1. */
    readonly filesize?: number;
    readonly storageId: number;
  }
  interface NodeMtp {
    /** Opens the first player there is, and reads what is known of every object on it. */
    attach(): void;
    /** As it was when attached. `undefined` when there are no files, and when it failed. */
    getFileListing(): readonly FileEntry[] | undefined;
    getFile(id: number, path: string): void;
    release(): void;
  }
  const nodeMtp: NodeMtp;
  export default nodeMtp;
}
