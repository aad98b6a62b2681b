/**
 * Who may import whom. `npm run check` first proves, with planted violations, that these rules catch
 * what they are for.
 */

/** The rooms that do the work, and know nothing of who asked for it. */
const roomsBelowIpc = [
  'base',
  'contract',
  'media',
  'queue',
  'files',
  'library',
  'state',
  'player',
  'devices',
  'sync',
  'portables',
];

/**
 * Main's rooms: what each may import, and why not more.
 *
 * @type {readonly {room: string, mayImport: readonly string[], because: string}[]}
 */
export const rooms = [
  {
    room: 'base',
    mayImport: [],
    because: 'base is under everything: what it imports, everything imports.',
  },
  {
    room: 'contract',
    mayImport: [],
    because: 'The contract is the one folder both sides import; it must load anywhere.',
  },
  {
    room: 'media',
    mayImport: ['base', 'contract'],
    because: 'The media session is pure: files, pages and queues reach it through its interfaces.',
  },
  {
    room: 'library',
    mayImport: ['base', 'contract'],
    because: 'Reading tags and walking folders knows nothing of what is played.',
  },
  {
    room: 'state',
    mayImport: ['base', 'contract'],
    because:
      'What is kept on disk is plain data; those who keep something know state, not the reverse.',
  },
  {
    room: 'files',
    mayImport: ['base', 'contract', 'media', 'library'],
    because: 'Files offers sources to the media session and describes them by their tags, no more.',
  },
  {
    room: 'queue',
    mayImport: ['base', 'contract', 'state'],
    because: 'The queue holds rows; what a row sounds like is the player’s business.',
  },
  {
    room: 'player',
    mayImport: ['base', 'contract', 'media', 'queue', 'files', 'library', 'state'],
    because:
      'The player drives the services; how a person reaches it (ipc, server, shell) is above it.',
  },
  {
    room: 'devices',
    mayImport: ['base', 'contract'],
    because: 'A device is reached, not decided about: what goes where is the business of sync.',
  },
  {
    room: 'sync',
    mayImport: ['base', 'contract', 'state', 'devices', 'library'],
    because: 'Sync moves files between what it is given and devices; it plays nothing.',
  },
  {
    room: 'portables',
    mayImport: [
      'base',
      'contract',
      'library',
      'state',
      'files',
      'queue',
      'player',
      'devices',
      'sync',
    ],
    because:
      'Puts devices, transfers and what is remembered of players together; how a person reaches it is above it.',
  },
  {
    room: 'ipc',
    mayImport: roomsBelowIpc,
    because: 'The router is transport-neutral: both hosts sit on top of it.',
  },
  {
    room: 'application',
    mayImport: [...roomsBelowIpc, 'ipc'],
    because: 'The composition root serves both hosts; what it puts together knows nothing of it.',
  },
  {
    room: 'server',
    mayImport: ['base', 'contract', 'ipc', 'files', 'library'],
    because: 'HTTP carries bytes and messages; it decides nothing about playing.',
  },
  {
    room: 'shell',
    mayImport: ['base', 'contract', 'ipc', 'files'],
    because: 'Windows carry messages; they decide nothing about playing.',
  },
];

/**
 * The page's rooms, likewise.
 *
 * @type {readonly {room: string, mayImport: readonly string[], because: string}[]}
 */
export const pageRooms = [
  { room: 'bridge', mayImport: [], because: 'The bridge is the page’s one way to main.' },
  { room: 'stores', mayImport: ['bridge'], because: 'Stores mirror topics; they draw nothing.' },
  {
    room: 'playback',
    mayImport: ['bridge'],
    because: 'The sink obeys main, without React or stores.',
  },
  { room: 'i18n', mayImport: [], because: 'Strings depend on nothing but error codes.' },
  {
    room: 'ui',
    mayImport: ['i18n'],
    because: 'Primitives know how to write a time, but no domain.',
  },
  {
    room: 'features',
    mayImport: ['bridge', 'stores', 'playback', 'ui', 'i18n'],
    because: 'A feature is put together by app, never the other way round.',
  },
];

const testFiles = '(\\.test\\.tsx?$|/testing/|/Fake[A-Z][^/]*\\.tsx?$)';

/**
 * @param {string} side
 * @param {string} prefix
 * @param {readonly {room: string, mayImport: readonly string[], because: string}[]} table
 * @returns {import('dependency-cruiser').IForbiddenRuleType[]}
 */
const roomRules = (side, prefix, table) =>
  table.map(({ room, mayImport, because }) => ({
    name: `${prefix}-${room}`,
    comment: because,
    severity: 'error',
    from: { path: `^${side}/${room}/`, pathNot: testFiles },
    to: { path: `^${side}/`, pathNot: `^${side}/(${[room, ...mayImport].join('|')})/` },
  }));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...roomRules('electron', 'room', rooms),
    ...roomRules('renderer', 'page', pageRooms),
    {
      name: 'electron-only-in-the-shell',
      comment:
        'The core runs in plain Node too (headless); only the desktop’s own files know Electron.',
      severity: 'error',
      from: {
        path: '^(electron|renderer)/',
        pathNot: '^electron/(main\\.ts$|preload\\.ts$|shell/)',
      },
      to: { path: '(^|node_modules/)electron(/|$)', pathNot: '^electron/' },
    },
    {
      name: 'application-knows-no-host',
      comment:
        'The composition root serves both hosts; each host builds its own transport around it.',
      severity: 'error',
      from: { path: '^electron/application(\\.ts$|/)' },
      to: { path: '^electron/(shell|server)/|^electron/(main|headless|preload)\\.ts$' },
    },
    {
      name: 'entries-are-imported-by-nobody',
      comment: 'An entry starts a process when it is loaded.',
      severity: 'error',
      from: {},
      to: { path: '^electron/(main|headless|preload)\\.ts$' },
    },
    {
      name: 'page-sees-only-the-contract',
      comment: 'Main’s code does not run in a page; the contract is the one visible seam.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^electron/', pathNot: '^electron/contract/' },
    },
    {
      name: 'preload-read-by-the-bridge',
      comment: 'Everything else of a page works over any bridge, a FakeBridge too.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '^renderer/bridge/' },
      to: { path: '^electron/contract/preload\\.ts$' },
    },
    {
      name: 'main-sees-no-page',
      comment: 'Main tells pages what is; what a page makes of it is the page’s business.',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: '^renderer/' },
    },
    {
      name: 'siblings-through-index',
      comment: 'A feature may change its inside freely: others see its index.ts.',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: {
        path: '^renderer/features/[^/]+/',
        pathNot: ['^renderer/features/$1/', '^renderer/features/[^/]+/index\\.tsx?$'],
      },
    },
    {
      name: 'playback-without-react',
      comment: 'Sound must not depend on what is drawn.',
      severity: 'error',
      from: { path: '^renderer/playback/', pathNot: testFiles },
      to: { path: 'node_modules/(react|react-dom|react-aria-components|react-i18next)/' },
    },
    {
      name: 'ui-without-domain',
      comment: 'A button does not know what it starts; primitives serve every feature alike.',
      severity: 'error',
      from: { path: '^renderer/ui/', pathNot: testFiles },
      to: { path: '^electron/' },
    },
    {
      name: 'contract-only-zod-mini',
      comment: 'The preload and the page carry the contract: zod/mini is 14 kB, zod is 454.',
      severity: 'error',
      from: { path: '^electron/contract/', pathNot: testFiles },
      to: { pathNot: '^electron/contract/|node_modules/zod/(v4/)?mini/' },
    },
    {
      name: 'base-without-packages',
      comment: 'base is plain Node, so that nothing under everything can go out of date.',
      severity: 'error',
      from: { path: '^electron/base/', pathNot: testFiles },
      to: { path: 'node_modules' },
    },
    {
      name: 'media-without-io',
      comment: 'The media session is replayable: it asks its interfaces, never the system.',
      severity: 'error',
      from: { path: '^electron/media/', pathNot: testFiles },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'page-without-node',
      comment: 'The page runs in a sandbox; Node’s modules do not exist there.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: `${testFiles}|^renderer/vite` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'main-ships-its-packages',
      comment:
        'What main loads at run time is a dependency; devDependencies are not there when installed.',
      severity: 'error',
      from: { path: '^electron/', pathNot: testFiles },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        pathNot: 'node_modules/(electron|@types)/',
      },
    },
    {
      name: 'product-without-tests',
      comment: 'Test doubles and fixtures are not shipped.',
      severity: 'error',
      from: { path: '^(electron|renderer)/', pathNot: testFiles },
      to: { path: testFiles, pathNot: 'node_modules' },
    },
    {
      name: 'scripts-are-tools',
      comment: 'The product does not know how it is built and tested.',
      severity: 'error',
      from: { path: '^(electron|renderer)/', pathNot: testFiles },
      to: { path: '^(scripts|e2e|bench)/' },
    },
    {
      name: 'no-cycles',
      comment: 'Files that need each other are one file, or miss an interface.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere would also escape every rule above.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
