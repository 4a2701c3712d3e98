/** Sixteen at a time: enough to hide a store's latency, few enough for one connection pool. */
export async function eachAtOnce<T>(values: readonly T[], body: (value: T) => Promise<void>): Promise<void> {
  let next = 0
  const worker = async () => {
    for (let i = next++; i < values.length; i = next++) await body(values[i] as T)
  }
  await Promise.all(Array.from({ length: Math.min(16, values.length) }, worker))
}
