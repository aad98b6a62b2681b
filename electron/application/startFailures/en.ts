import type { StartFailureLabels } from './StartFailureLabels.ts';

export const en: StartFailureLabels = {
  badProfileName: (name) =>
    `A profile cannot be named “${name}”. Use letters, digits, spaces, - and _, at most 64 of them.`,
  noDataFolder: 'Say after --data-folder which folder is meant.',
  foreignFolder: (folder) =>
    `The folder “${folder}” holds other files. Choose an empty folder with --data-folder, or one that Portamento made.`,
  inUse: 'Another Portamento is using this data folder. End it, then start again.',
  notAnswering: 'Another Portamento is running and does not answer. End it, then start again.',
  otherEnded: 'The Portamento that was running has just ended. Start again.',
  diskFull: 'The disk with the data folder is full. Free some space, then start again.',
  permissionDenied: (folder) =>
    `This account may not write to the data folder “${folder}”. Change its permissions, or choose another one with --data-folder.`,
  notWritable: (folder) =>
    `The data folder “${folder}” cannot be written to. Check that its disk is connected, or choose another one with --data-folder.`,
  unexpected:
    'Something unexpected happened. Start again; if it happens again, report it with the line below.',
};
