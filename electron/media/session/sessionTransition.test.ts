import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { inputNames } from '../testing/sessionAlphabet.ts';
import { phaseNames } from '../testing/sessionPhases.ts';
import { renderTransitions } from '../testing/renderTransitions.ts';

const table = new URL('./TRANSITIONS.md', import.meta.url);

test('every state × input is as the table says', async () => {
  await expect(await renderTransitions()).toMatchFileSnapshot(fileURLToPath(table));
});

describe('the table has exactly one row for every input', () => {
  test.each(phaseNames)('%s', async (phase) => {
    const text = await readFile(table, 'utf8');
    const section = text.split(/^## /m).find((part) => part.startsWith(`${phase}\n`)) ?? '';
    const rows = [...section.matchAll(/^\| ([^|]+?) +\|/gm)].map((match) => match[1] ?? '');
    const idle = /^Nothing: (.*)\.$/m.exec(section)?.[1] ?? '';
    const named = [...rows.slice(2), ...idle.split('; ')].filter((name) => name !== '');
    expect(named.toSorted()).toEqual(inputNames.toSorted());
  });
});
