export interface Mount {
  /** `major:minor` of the block device. */
  readonly deviceNumber: string;
  /** The folder of the file system that is mounted: `/` but for bind mounts. */
  readonly root: string;
  readonly path: string;
  readonly isReadOnly: boolean;
  readonly fileSystem: string;
  readonly source: string;
}

/** Reads `/proc/self/mountinfo` (proc(5)). Lines that are not as described there are left out. */
export function parseMountInfo(text: string): readonly Mount[] {
  return text.split('\n').flatMap((line) => {
    const [before, after] = line.split(' - ');
    const [, , deviceNumber, root, path, options] = (before ?? '').split(' ');
    const [fileSystem, source, superOptions] = (after ?? '').split(' ');
    if (deviceNumber === undefined || root === undefined || path === undefined) return [];
    if (fileSystem === undefined || source === undefined) return [];
    const isReadOnly = [options, superOptions].some((list) => list?.split(',').includes('ro'));
    return [
      {
        deviceNumber,
        root: unescaped(root),
        path: unescaped(path),
        isReadOnly,
        fileSystem: fileSystem.toLowerCase(),
        source: unescaped(source),
      },
    ];
  });
}

/** Blank, tab, newline and backslash are written as `\040` and so on; nothing else is. */
function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
}
