import type { Counted, Facts } from '../contract.ts'
import { askServer, type Inventory, inventoryOf, namesOf } from './inventory.ts'
import { type Asker, identifier, query } from './session.ts'
import { userNames } from './users.ts'

/** Facts of the restored data, counted in one transaction, in the terms of the dump's facts. */
export async function restoredFacts(asker: Asker, like: Facts, counted: Counted = () => {}): Promise<Facts> {
  const { facts: server, sizeBytes } = await askServer(asker)
  const inventory = await inventoryOf(asker)
  const objects = { ...namesOf(inventory) }
  const users = like.objects['user']
  if (users !== undefined) {
    const there = new Set(await userNames(asker))
    objects['user'] = users.filter((name) => there.has(name))
  }
  const rows = await countRows(asker, inventory, counted)
  return { version: 1, engine: asker.connection.product.name, server, sizeBytes, rows, objects }
}

async function countRows(asker: Asker, { tables }: Inventory, counted: Counted): Promise<Facts['rows']> {
  // Without a prototype: a name may be __proto__.
  const rows: Record<string, number> = Object.create(null)
  if (tables.length === 0) return rows
  // For a system-versioned table, its past rows as well.
  const counts = tables.map(
    ({ name, isVersioned }, index) =>
      `select ${index}, count(*) from ${identifier(name)}${isVersioned ? ' for system_time all' : ''}`,
  )
  const hear = ([index, count]: readonly string[]): void => {
    const table = tables[Number(index)]
    if (table === undefined) throw new Error('the server counted what it was not asked for')
    rows[table.name] = Number(count)
    counted(Number(count))
  }
  await query(asker, ['start transaction with consistent snapshot', ...counts, 'commit'].join(';\n'), { hear })
  return rows
}
