import type { DroppedFile } from '../../bridge/Bridge.ts';

/** Lets the person pick files, or all files of one folder, of the machine the browser runs on. */
export function pickFiles(kind: 'files' | 'folder'): Promise<readonly DroppedFile[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.webkitdirectory = kind === 'folder';
  return new Promise((resolve) => {
    input.addEventListener('cancel', () => resolve([]), { once: true });
    input.addEventListener(
      'change',
      () =>
        resolve(
          [...(input.files ?? [])].map((file) => ({
            file,
            relativePath: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath,
          })),
        ),
      { once: true },
    );
    input.click();
  });
}
