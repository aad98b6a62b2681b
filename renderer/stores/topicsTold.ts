/** A `TopicStore` of any topic. */
interface Mirror {
  getState(): unknown;
  subscribe(listener: () => void): () => void;
}

/** Settles when main has told every one of these topics: what is drawn from then on is complete at once. */
export async function topicsTold(mirrors: readonly Mirror[]): Promise<void> {
  for (const mirror of mirrors) {
    if (mirror.getState() !== null) continue;
    await new Promise<void>((resolve) => {
      const end = mirror.subscribe(() => {
        end();
        resolve();
      });
    });
  }
}
