import type { BrowserWindow, Dialog, FileFilter } from 'electron';
import { fileTypesByExtension } from '../contract/mediaTypes.ts';
import type { PlaylistFormat } from '../contract/queue.ts';
import type { ShellLabels } from './labels/ShellLabels.ts';

/**
 * The system's own dialogs, over `window` while there is one. Each answers with paths, or nothing when
 * the person closed it.
 */
export function nativeDialogs(
  dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>,
  window: () => BrowserWindow | undefined,
  labels: () => ShellLabels,
) {
  const pick = async (
    properties: ('openFile' | 'openDirectory' | 'multiSelections')[],
    filters: FileFilter[],
  ): Promise<readonly string[]> => {
    const parent = window();
    const options = { properties, filters };
    const answer = await (parent === undefined
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(parent, options));
    return answer.canceled ? [] : answer.filePaths;
  };
  return {
    pickFiles: () =>
      pick(
        ['openFile', 'multiSelections'],
        [
          { name: labels().mediaFiles, extensions: Object.keys(fileTypesByExtension) },
          { name: labels().allFiles, extensions: ['*'] },
        ],
      ),
    pickFolder: () => pick(['openDirectory', 'multiSelections'], []),
    /** @param suggestedName file name without extension */
    pickSaveTarget: async (
      suggestedName: string,
      format: PlaylistFormat,
    ): Promise<string | null> => {
      const parent = window();
      const options = {
        defaultPath: `${suggestedName}.${format}`,
        filters: [{ name: labels().playlist, extensions: [format] }],
      };
      const answer = await (parent === undefined
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(parent, options));
      return answer.canceled || answer.filePath === '' ? null : answer.filePath;
    },
  };
}
