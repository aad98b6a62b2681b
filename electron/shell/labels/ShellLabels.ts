/** Every word the shell itself shows: menus, tray, dialogs. */
export interface ShellLabels {
  readonly file: string;
  readonly openFiles: string;
  readonly openFolder: string;
  readonly closeWindow: string;
  readonly quit: string;
  readonly edit: string;
  readonly playback: string;
  readonly play: string;
  readonly pause: string;
  readonly next: string;
  readonly previous: string;
  readonly view: string;
  readonly fullScreen: string;
  readonly reload: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly actualSize: string;
  readonly developerTools: string;
  readonly window: string;
  readonly show: string;
  readonly mediaFiles: string;
  readonly allFiles: string;
  readonly playlist: string;
  readonly startFailedTitle: string;
  readonly copyingMessage: string;
  readonly copyingDetail: string;
  readonly keepCopying: string;
}
