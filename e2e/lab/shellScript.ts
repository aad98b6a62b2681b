import process from 'node:process';

/** A script that runs `command` where and as this process would. */
export function shellScript(command: readonly string[]): string {
  return [
    `export HOME=/root PATH=${quoted(process.env['PATH'] ?? '')}`,
    `cd ${quoted(process.cwd())}`,
    `exec ${command.map(quoted).join(' ')}`,
    '',
  ].join('\n');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
