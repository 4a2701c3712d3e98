/** What is left of a message when ids, times and names of actors are taken out: two failures of one kind say the same. */
export function kindOf(message: string): string {
  return message
    .split('\n')[0]
    ?.replaceAll(/\b[a-z]+-\d{4}-[\dT.Z-]+|\bs\d+[a-z]+\b/g, '#')
    .replaceAll(/\d+/g, 'n') as string
}

/**
 * Steps that can be left out, so that it still fails in the same way: halves first, then quarters, down to single steps.
 * `fails` is asked no more once the time is over.
 */
export async function shrink(
  steps: number,
  fails: (without: ReadonlySet<number>) => Promise<boolean>,
  untilMs: number,
): Promise<ReadonlySet<number>> {
  let without = new Set<number>()
  for (let size = Math.ceil(steps / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < steps; from += size) {
      if (Date.now() > untilMs) return without
      const more = new Set(without)
      for (let step = from; step < Math.min(from + size, steps); step++) more.add(step)
      if (more.size > without.size && (await fails(more))) without = more
    }
  }
  return without
}
