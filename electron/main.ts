import { join } from 'node:path';
import * as electron from 'electron';
import { Application } from './application.ts';
import { ApplicationStartError } from './application/ApplicationStartError.ts';
import { startFailureText } from './application/startFailures/startFailureText.ts';
import { AppError } from './contract/errors.ts';
import { appSchemePrivileges } from './shell/appScheme.ts';
import { confineAllContents } from './shell/confineContents.ts';
import { confirmQuit } from './shell/confirmQuit.ts';
import { DesktopHost } from './shell/DesktopHost.ts';
import { endWhenQuitting } from './shell/endWhenQuitting.ts';
import { FilesToOpen } from './shell/FilesToOpen.ts';
import { inhibitSleep } from './shell/inhibitSleep.ts';
import { labelsFor, languageFor } from './shell/labels/labelsFor.ts';
import { nativeDialogs } from './shell/nativeDialogs.ts';
import { launchUtilityProcess } from './shell/launchUtilityProcess.ts';
import { startOptions } from './shell/startOptions.ts';
import { doneReply } from './state/ForwardedMessage.ts';
import { LogFile } from './state/LogFile.ts';
import { logFaults } from './state/logFaults.ts';
import { Profile, type ProfileStart } from './state/Profile.ts';

const { app, dialog, protocol, shell } = electron;
const distFolder = join(import.meta.dirname, '..');
const assetsFolder = join(distFolder, '..', 'assets');

// All of this must be said before the app is ready, hence before anything is awaited.
protocol.registerSchemesAsPrivileged([appSchemePrivileges]);
app.enableSandbox();
const filesToOpen = new FilesToOpen(app);

const options = startOptions(process.argv.slice(app.isPackaged ? 1 : 2), process.cwd());
const profileStart = await Profile.open({
  name: options.profileName,
  dataFolder: options.dataFolder,
});
if (profileStart.ok && profileStart.value.kind === 'owner') {
  app.setPath('userData', profileStart.value.path('browser'));
}
// Electron becomes ready when this module has been evaluated: whoever awaited that here would wait
// for ever.
void app
  .whenReady()
  .then(() => (profileStart.ok ? begin(profileStart.value) : fail(profileStart.error)))
  .catch(fail);

async function begin(start: ProfileStart): Promise<void> {
  if (start.kind === 'owner') return run(start);
  const reply = await start.send({
    kind: 'open',
    paths: [...options.paths, ...filesToOpen.take()],
  });
  if (!reply.ok) throw new ApplicationStartError(reply.error);
  // A host without a window of its own is seen in a browser.
  const problem = reply.page === null ? '' : await shell.openPath(reply.page);
  if (problem !== '') throw new Error(problem);
  app.exit(0);
}

function fail(problem: unknown): void {
  const language = languageFor('system', app.getPreferredSystemLanguages());
  const { startFailedTitle } = labelsFor(language, []);
  dialog.showErrorBox(startFailedTitle, startFailureText(appErrorOf(problem), language));
  app.exit(1);
}

function appErrorOf(problem: unknown): AppError {
  if (problem instanceof ApplicationStartError) return problem.appError;
  const error = AppError.safeParse(problem);
  return error.success ? error.data : { code: 'app.internal', details: String(problem) };
}

async function run(profile: Profile): Promise<void> {
  const log = new LogFile({ folder: profile.path('log') });
  const { logger } = log;
  logFaults(log);
  confineAllContents(app, (url) => logger.warn('The page may not go there', { url }));

  const host: { current: DesktopHost | undefined } = { current: undefined };
  const application = await Application.start({
    host: 'desktop',
    profile,
    log,
    version: app.getVersion(),
    roots: [],
    rendererFolder: join(distFolder, 'renderer'),
    validateContract: !app.isPackaged,
    dialogs: nativeDialogs(
      dialog,
      () => host.current?.mainWindow.window,
      () => host.current?.labels ?? labelsFor('system', app.getPreferredSystemLanguages()),
    ),
    inhibitSleep: () => inhibitSleep(electron.powerSaveBlocker),
    launchProcess: launchUtilityProcess(electron.utilityProcess),
    showFolder: async (folder) => {
      const problem = await shell.openPath(folder);
      if (problem !== '') logger.warn('The folder could not be shown', { problem });
    },
  });
  const desktop = new DesktopHost({
    electron,
    application,
    logger,
    preloadFile: join(import.meta.dirname, 'preload.cjs'),
    iconFile: join(assetsFolder, 'icon.png'),
    trayIconFile: join(assetsFolder, 'tray.png'),
    boundsFile: profile.path('window.json'),
  });
  host.current = desktop;

  /** Shows the window and plays; what cannot be opened becomes a notice there. */
  const open = (paths: readonly string[]): void => {
    desktop.mainWindow
      .show()
      .then(() => (paths.length > 0 ? application.openPaths(paths, { kind: 'playNow' }) : null))
      .catch((error: unknown) => logger.error('What was asked for was not opened', { error }));
  };
  profile.handleMessages((message) => {
    if (message.kind === 'link') {
      return Promise.resolve({ ok: false, error: { code: 'app.unsupportedHere' } });
    }
    open(message.paths);
    return Promise.resolve(doneReply);
  });
  app.on('activate', () => open([]));
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  endWhenQuitting({
    app,
    isCopying: () => application.runningCopies.length > 0,
    confirm: () => confirmQuit(dialog, desktop.mainWindow.window, desktop.labels),
    onStay: () => open([]),
    end: async () => {
      try {
        await desktop[Symbol.asyncDispose]();
        await application[Symbol.asyncDispose]();
      } catch (error) {
        logger.error('The program did not end as it should', { error });
      }
      log[Symbol.dispose]();
    },
  });

  await desktop.start();
  open([...options.paths, ...filesToOpen.take()]);
  filesToOpen.handle(open);
}
