/**
 * The one door to every task: `node scripts/run.mjs <task> [arguments…]`.
 *
 * This file and what it imports are plain JavaScript without packages, because they run on a fresh
 * clone under whatever Node (20 or newer) the machine has. They install the dependencies when those
 * are missing or stale, start this file again under the pinned Node, and only then load the task.
 */
import process from 'node:process';
import { ensureInstalled } from './setup/ensureInstalled.mjs';
import { isPinnedNode, runUnderPinnedNode } from './setup/pinnedNode.mjs';
import { projectFolder } from './setup/projectFolder.mjs';
import { answerArguments } from './start/answerArguments.mjs';

/** @typedef {(args: readonly string[]) => Promise<number>} Task gives the exit code */

const tasks = [
  'bench',
  'build',
  'check',
  'electronSpecs',
  'packageApp',
  'screenshots',
  'start',
  'test',
];

/** @returns {Promise<number>} the exit code */
async function run() {
  const [task, ...args] = process.argv.slice(2);
  if (task === undefined || !tasks.includes(task)) {
    console.error(`Usage: node scripts/run.mjs <${tasks.join(' | ')}> [arguments…]`);
    return 2;
  }
  const answer = task === 'start' ? answerArguments(args) : null;
  if (answer !== null) {
    (answer.exitCode === 0 ? process.stdout : process.stderr).write(answer.text);
    return answer.exitCode;
  }
  await ensureInstalled(projectFolder);
  if (!isPinnedNode(projectFolder)) return runUnderPinnedNode(projectFolder, process.argv.slice(1));
  /** @type {unknown} */
  const module = await import(`./${task}.ts`);
  const tasksOfModule = /** @type {Record<string, Task | undefined>} */ (module);
  const main = tasksOfModule[task];
  if (main === undefined) throw new Error(`scripts/${task}.ts does not export "${task}"`);
  return main(args);
}

try {
  process.exitCode = await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
