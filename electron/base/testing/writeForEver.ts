import { writeFileAtomically } from '../writeFileAtomically.ts';

/* A process that is in the middle of an atomic write, until it is killed. */

const [path = ''] = process.argv.slice(2);

async function* pieces(): AsyncGenerator<string> {
  yield 'a beginning';
  process.stdout.write('writing\n');
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    yield 'more';
  }
}

await writeFileAtomically(path, pieces());
