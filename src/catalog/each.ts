const usual = 16

/**
 * Sixteen at a time: enough to hide a store's latency, few enough for one connection pool. After the first failure none
 * begins, and it is thrown once those under way have ended: nothing goes on behind it.
 */
export async function eachAtOnce<T>(
  values: readonly T[],
  body: (value: T, at: number) => Promise<void>,
  most = usual,
): Promise<void> {
  let next = 0
  const failures: unknown[] = []
  const worker = async () => {
    while (failures.length === 0 && next < values.length) {
      const at = next++
      try {
        await body(values[at] as T, at)
      } catch (error) {
        failures.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(most, values.length) }, worker))
  if (failures.length > 0) throw failures[0]
}

/** The same; what comes of each, in the order of the values. */
export async function mapAtOnce<T, R>(
  values: readonly T[],
  body: (value: T) => Promise<R>,
  most = usual,
): Promise<readonly R[]> {
  const results = new Array<R>(values.length)
  await eachAtOnce(
    values,
    async (value, at) => {
      results[at] = await body(value)
    },
    most,
  )
  return results
}

/** Nothing is left running behind a failure. */
export async function all<T extends readonly unknown[]>(works: { readonly [K in keyof T]: Promise<T[K]> }): Promise<T> {
  await Promise.allSettled(works)
  return (await Promise.all(works)) as unknown as T
}
