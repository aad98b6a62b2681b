/** The most that `count` grows in one turn of the event loop while `work` goes on. */
export async function mostPerTurn(work: Promise<unknown>, count: () => number): Promise<number> {
  const over = work.then(
    () => 'over' as const,
    () => 'over' as const,
  );
  let most = 0;
  for (let before = 0; ; before = count()) {
    most = Math.max(most, count() - before);
    const turn = new Promise<'turn'>((resolve) => {
      setImmediate(resolve, 'turn');
    });
    if ((await Promise.race([over, turn])) === 'over') return Math.max(most, count() - before);
  }
}
