import type { Problem } from '../../problem.ts'

interface Named {
  readonly uid: string
}

interface IndexPage<I> {
  readonly results: readonly I[]
  /** In the list. */
  readonly total: number
}

const tries = 5
const mostListed = 100_000

/** All indexes by name. A page is of the moment when it is asked for: where one does not hold all, two listings have to agree. */
export async function allIndexes<I extends Named>(
  page: (offset: number) => Promise<IndexPage<I>>,
  problem: (message: string, hint: string) => Problem,
): Promise<readonly I[]> {
  let before: string | undefined
  for (let tried = 0; tried < tries; tried++) {
    const listing = await listed(page)
    const indexes = [...(listing?.indexes ?? [])].sort((a, b) => (a.uid < b.uid ? -1 : 1))
    if (listing?.pages === 1) return indexes
    const names = listing && JSON.stringify(indexes.map(({ uid }) => uid))
    if (names !== undefined && names === before) return indexes
    before = names
  }
  throw problem(
    `its list of indexes is not the same twice, or is not as long as it says, in ${tries} readings`,
    'Run it again when nobody creates or deletes indexes; if it fails again, look at the log of the server.',
  )
}

/** undefined: it changed meanwhile, or is not what it says. */
async function listed<I extends Named>(page: (offset: number) => Promise<IndexPage<I>>) {
  const found = new Map<string, I>()
  let total: number | undefined
  for (let pages = 1; found.size <= mostListed; pages++) {
    const next = await page(found.size)
    if (total !== undefined && next.total !== total) return undefined
    total = next.total
    for (const index of next.results) {
      if (found.has(index.uid)) return undefined
      found.set(index.uid, index)
    }
    if (found.size >= total) return { indexes: [...found.values()], pages }
    if (next.results.length === 0) return undefined
  }
  return undefined
}
