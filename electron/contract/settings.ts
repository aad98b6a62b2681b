import * as z from 'zod/mini';

export const Theme = z.enum(['system', 'light', 'dark']);
export type Theme = z.infer<typeof Theme>;

/** `system`: the first of the machine's languages that we have. */
export const Language = z.enum(['system', 'en', 'de', 'ar']);
export type Language = z.infer<typeof Language>;

/** What the person chose. */
export const Settings = z.strictObject({
  theme: Theme,
  language: Language,
  closeToTray: z.boolean(),
  /** The right panel and its page, as the person left them. */
  rightPanel: z.nullable(z.enum(['queue', 'signalPath'])),
});
export type Settings = z.infer<typeof Settings>;

export const defaultSettings: Settings = {
  theme: 'system',
  language: 'system',
  closeToTray: false,
  rightPanel: 'queue',
};

export const SettingsPatch = z.partial(Settings);
export type SettingsPatch = z.infer<typeof SettingsPatch>;

/** What does not change while the program runs. */
export const AppInfo = z.strictObject({
  version: z.string(),
  host: z.enum(['desktop', 'headless']),
  platform: z.enum(['linux', 'macos', 'windows', 'other']),
  /** Home folder shortened to `~`. */
  dataFolder: z.string(),
  logFile: z.string(),
  /** What this host can do beside the contract; a page hides what is not there. */
  features: z.strictObject({
    /** The system's own open and save dialogs. */
    nativeDialogs: z.boolean(),
    /** Folders to browse in the page's own dialog. */
    browseFolders: z.boolean(),
    /** Dropped files are uploaded by the page. */
    uploads: z.boolean(),
    tray: z.boolean(),
    /** The data folder can be shown in the file manager. */
    showFolder: z.boolean(),
  }),
});
export type AppInfo = z.infer<typeof AppInfo>;
