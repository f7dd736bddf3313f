interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Does for many at once what is asked for one by one at the same time. There is no timer: what comes while one batch is under
 * way is the next one. Each is answered when its batch is done.
 */
export function microBatch<Item, Answer>(settings: {
  readonly sizeMax: number;
  readonly batchesAtOnce: number;
  /** Answers in the order of the items. */
  readonly run: (items: readonly Item[]) => Promise<readonly Answer[]>;
}): (item: Item) => Promise<Answer> {
  const { sizeMax, batchesAtOnce, run } = settings;
  let waiting: Waiting<Item, Answer>[] = [];
  let runningCount = 0;

  async function runBatch(batch: readonly Waiting<Item, Answer>[]): Promise<void> {
    runningCount += 1;
    try {
      const answers = await run(batch.map(({ item }) => item));
      for (const [index, { resolve, reject }] of batch.entries()) {
        const answer = answers[index];
        if (answer === undefined) reject(new Error("A batch has an answer for each of its items."));
        else resolve(answer);
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      runningCount -= 1;
      go();
    }
  }

  function go(): void {
    if (waiting.length === 0 || runningCount >= batchesAtOnce) return;
    const batch = waiting.slice(0, sizeMax);
    waiting = waiting.slice(sizeMax);
    void runBatch(batch);
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      // After all that this turn of the event loop brought.
      setImmediate(go);
    });
}
