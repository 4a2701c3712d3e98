import { describeOutcome } from './outcome.ts'
import type { Surroundings, Terminal } from './terminal.ts'

interface ListRow {
  readonly id: string
  readonly held: boolean
  readonly copies: readonly string[]
  readonly deletedAt?: string
}

/** After every step: what is there is listed, as what it is, and nothing else is. */
export async function audit({ model, terminal }: Pick<Surroundings, 'model'> & { readonly terminal: Terminal }) {
  const options = model.left.size > 0 ? { all: true } : {}
  const outcome = await terminal.calmly('audit', { command: 'list', options })
  if (outcome.kind !== 'done') return model.must(false, `the list fails: ${describeOutcome(outcome)}`)
  const { backups } = outcome.result.json as { readonly backups: readonly ListRow[] }
  const listed = new Map(backups.map((one) => [one.id, one]))
  for (const backup of model.backups.values()) {
    const { id, source } = backup
    const holding = model.holding(backup)
    const one = listed.get(id)
    model.must(holding.length === 0 || one !== undefined, `${id} is in ${holding.join()}, and is not listed`)
    if (!one) continue
    model.must(holding.length > 0, `${id} is listed, and no store has it`)
    const held = model.rules.stores.some((store) => model.has(store, `${source}/holds/${id}`))
    model.must(one.held === held, `${id} is listed as ${one.held ? 'held' : 'not held'}, and it is otherwise`)
    model.must(
      (one.deletedAt !== undefined) === model.isDeleted(backup),
      `${id} is ${one.deletedAt ? '' : 'not '}listed as deleted, and it is otherwise`,
    )
  }
}
