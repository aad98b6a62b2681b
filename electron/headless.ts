import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { Application } from './application.ts';
import { ApplicationStartError } from './application/ApplicationStartError.ts';
import { startFailureText } from './application/startFailures/startFailureText.ts';
import type { Logger } from './base/Logger.ts';
import { systemMonotonicClock } from './base/MonotonicClock.ts';
import type { AppError } from './contract/errors.ts';
import { BrowserSessions } from './server/BrowserSessions.ts';
import { findPortHolder } from './server/findPortHolder.ts';
import { headlessArguments, type HeadlessArguments } from './server/headlessArguments.ts';
import {
  copiesText,
  handedOverText,
  listenAddressText,
  notRunningText,
  rootText,
  startServerText,
  tlsFileText,
} from './server/headlessTexts.ts';
import { inhibitSleep } from './server/inhibitSleep.ts';
import { checkListenAddress, type ListenAddress } from './server/ListenAddress.ts';
import { missingRoot } from './server/missingRoot.ts';
import { openInBrowser } from './server/openInBrowser.ts';
import { readTlsFiles } from './server/readTlsFiles.ts';
import { SignInFiles } from './server/SignInFiles.ts';
import { startServer } from './server/startServer.ts';
import { untilEnded } from './server/untilEnded.ts';
import type { ForwardedMessage, ForwardedReply } from './state/ForwardedMessage.ts';
import type { Forwarder } from './state/Forwarder.ts';
import { LogFile } from './state/LogFile.ts';
import { logFaults } from './state/logFaults.ts';
import { Profile } from './state/Profile.ts';

/** What the shell that started us can tell apart. */
const exitCodes = { done: 0, failed: 1, usage: 2, address: 3, profile: 4 } as const;
type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Sources are run as they are in development; there the contract is checked both ways. */
const isBuilt = import.meta.url.endsWith('.js');
const projectFolder = join(import.meta.dirname, ...(isBuilt ? ['..', '..'] : ['..']));

const parsed = headlessArguments(process.argv.slice(2), process.cwd());
process.exitCode = parsed.ok ? await run(parsed.value) : complain(exitCodes.usage, parsed.error);

function run(options: HeadlessArguments): Promise<ExitCode> | ExitCode {
  switch (options.command) {
    case 'help':
      return say(readFileSync(join(projectFolder, 'assets', 'usage.txt'), 'utf8'));
    case 'version':
      return say(`Portamento ${version()}\n`);
    case 'link':
      return askForLink(options);
    case 'serve':
      return serve(options);
  }
}

async function serve(options: HeadlessArguments): Promise<ExitCode> {
  const missing = await missingRoot(options.roots);
  if (missing !== undefined) return complain(exitCodes.usage, rootText(missing));
  const address = await listenAddress(options);
  if (typeof address === 'string') return complain(exitCodes.address, address);
  const start = await openProfile(options);
  if (!start.ok) return complain(exitCodes.profile, startFailureText(start.error, 'en'));
  if (start.value.kind === 'owner') return serveProfile(options, address, start.value);
  const { paths } = options;
  return forward(
    start.value,
    paths.length > 0
      ? { kind: 'open', paths: [...paths] }
      : { kind: 'link', withPage: options.opensBrowser },
  );
}

async function askForLink(options: HeadlessArguments): Promise<ExitCode> {
  const { profileName, dataFolder } = options;
  const start = await Profile.openExisting({ name: profileName, dataFolder });
  if (!start.ok) return complain(exitCodes.profile, startFailureText(start.error, 'en'));
  // For the browser the person has in mind, and for no other.
  if (start.value?.kind === 'forwarder') {
    return forward(start.value, { kind: 'link', withPage: false });
  }
  await start.value?.[Symbol.asyncDispose]();
  return complain(exitCodes.failed, notRunningText(start.value === null ? options : null));
}

/** Says what this start was meant to do to the one that runs. */
async function forward(forwarder: Forwarder, message: ForwardedMessage): Promise<ExitCode> {
  const reply = await forwarder.send(message);
  if (!reply.ok) return complain(...forwardText(reply.error));
  if (reply.page !== null) openInBrowser(reply.page);
  if (message.kind === 'open') return say(handedOverText(message.paths.length, reply.address));
  return reply.address === null ? exitCodes.done : say(addressLine(reply.address));
}

function forwardText(error: AppError): [ExitCode, string] {
  switch (error.code) {
    case 'app.unsupportedHere':
      return [exitCodes.profile, 'Portamento runs as a desktop app; its window is there.'];
    case 'profile.notAnswering':
      return [exitCodes.profile, startFailureText(error, 'en')];
    default:
      return [exitCodes.failed, startFailureText(error, 'en')];
  }
}

/** Serves until a signal ends it; the exit code is for the case that it cannot. */
async function serveProfile(
  options: HeadlessArguments,
  address: ListenAddress,
  profile: Profile,
): Promise<ExitCode> {
  await using ends = new AsyncDisposableStack();
  const log = ends.use(new LogFile({ folder: profile.path('log') }));
  const { logger } = log;
  logFaults(log);
  const application = await startApplication(options, profile, log);
  if (application instanceof ApplicationStartError) {
    return complain(exitCodes.profile, startFailureText(application.appError, 'en'));
  }
  ends.use(application);
  const started = await startServer({
    address,
    sessions: await BrowserSessions.open({ path: profile.path('browsers.json'), logger }),
    webHandler: application.webHandler,
    onConnect: (port) => application.router.connect(port),
    clock: systemMonotonicClock,
    logger,
  });
  if (!started.ok) {
    const holder = started.error.code === 'portInUse' ? await findPortHolder(address.port) : null;
    return complain(exitCodes.address, startServerText(started.error, address, holder));
  }
  const server = ends.use(started.value);
  const signInFiles = ends.use(
    await SignInFiles.open({
      folder: profile.path('sign-in'),
      createSignInLink: (onUsed) => server.createSignInLink(onUsed),
    }),
  );
  const open = (paths: readonly string[]) => {
    // Nobody waits for a folder to be walked. What cannot be opened becomes a notice in the page.
    application
      .openPaths(paths, { kind: 'playNow' })
      .catch((error: unknown) => logger.error('Opening failed', { error }));
  };
  profile.handleMessages(async (message): Promise<ForwardedReply> => {
    if (message.kind === 'link') {
      const page = message.withPage ? await signInFiles.create() : null;
      return { ok: true, address: server.createSignInLink(), page };
    }
    // A desktop app that was started without paths has nothing to show but where this one is seen.
    if (message.paths.length === 0) {
      return { ok: true, address: null, page: await signInFiles.create() };
    }
    open(message.paths);
    return { ok: true, address: server.origin, page: null };
  });

  const ended = untilEnded(process, {
    warn: () => warnOfCopies(application),
    exitNow: () => process.exit(exitCodes.failed),
  });
  say(addressLine(server.createSignInLink()));
  // With a link of its own: the printed one stays good for another browser.
  if (options.opensBrowser) await openPage(signInFiles, logger);
  if (options.paths.length > 0) open(options.paths);
  logger.info('Serving', { origin: server.origin });
  await ended;
  return exitCodes.done;
}

/** The address was printed, too: where no page can be written the person opens it. */
async function openPage(signInFiles: SignInFiles, logger: Logger): Promise<void> {
  try {
    openInBrowser(await signInFiles.create());
  } catch (error) {
    logger.error('The browser was not opened', { error });
  }
}

/** The profile is released with the application, also with one that did not start. */
async function startApplication(
  options: HeadlessArguments,
  profile: Profile,
  log: LogFile,
): Promise<Application | ApplicationStartError> {
  try {
    return await Application.start({
      host: 'headless',
      profile,
      log,
      version: version(),
      roots: options.roots,
      rendererFolder: join(projectFolder, 'dist', 'renderer'),
      validateContract: !isBuilt,
      dialogs: null,
      showFolder: null,
      inhibitSleep,
    });
  } catch (error) {
    if (error instanceof ApplicationStartError) return error;
    throw error;
  }
}

/** @returns or what is wrong, for the terminal */
async function listenAddress(options: HeadlessArguments): Promise<ListenAddress | string> {
  const { host, port, behindTlsProxy, names } = options;
  const files = await readTlsFiles(options);
  if (!files.ok) return tlsFileText(files.error);
  const { certificate, key } = files.value;
  const address = checkListenAddress({ host, port, certificate, key, behindTlsProxy, names });
  return address.ok ? address.value : listenAddressText(address.error);
}

function openProfile({ profileName, dataFolder }: HeadlessArguments) {
  return Profile.open({ name: profileName, dataFolder });
}

/** @returns is there anything that an end would cut short? */
function warnOfCopies({ runningCopies }: Application): boolean {
  for (const copies of runningCopies) process.stderr.write(`portamento: ${copiesText(copies)}\n`);
  return runningCopies.length > 0;
}

/** The one line that whoever started us reads. */
function addressLine(link: string): string {
  return `Portamento plays at ${link}\n`;
}

function version(): string {
  const manifest = readFileSync(join(projectFolder, 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(manifest)).version;
}

function say(text: string): ExitCode {
  process.stdout.write(text);
  return exitCodes.done;
}

function complain(exitCode: ExitCode, text: string): ExitCode {
  process.stderr.write(`portamento: ${text}\n`);
  return exitCode;
}
