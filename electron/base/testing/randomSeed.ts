import process from 'node:process';

/** The variable that repeats a run. */
const variable = 'PORTAMENTO_SEED';

/**
 * A seed for one run of random inputs: another one each time, or that of the environment. It is
 * printed, so that what it finds can be found again.
 */
export function randomSeed(): number {
  const given = Number(process.env[variable] ?? Number.NaN);
  const seed = Number.isInteger(given) ? given : Math.floor(Math.random() * 2 ** 31);
  process.stderr.write(`${variable}=${seed}\n`);
  return seed;
}
