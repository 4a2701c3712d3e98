/**
 * Works on up to `width` items at once and yields the results in the order of the items. The items are read ahead while
 * results are waited for.
 */
export async function* inOrder<T, R>(
  items: AsyncGenerator<T>,
  width: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const begun: Promise<{ readonly result: R } | undefined>[] = []
  const begin = () => {
    const next = items.next().then(async ({ done, value }) => (done ? undefined : { result: await work(value) }))
    // Whoever waits for it gets the rejection; one that nobody waits for any more comes after a failure already told.
    next.catch(() => {})
    begun.push(next)
  }
  try {
    while (begun.length < width) begin()
    for (;;) {
      const first = await begun.shift()
      if (first === undefined) return
      begin()
      yield first.result
    }
  } finally {
    // Not waited for: it comes after the pending reads, and those end only when their source is destroyed.
    items.return(undefined).catch(() => {})
  }
}
