import { batchesOf, type Table, tableName } from '../facts.ts'
import { qualified, type Session } from '../session.ts'
import type { ArchiveEntry } from './archive.ts'

/** The kind of objects by which facts name values of sequences: "public.orders_id_seq = 7". */
export const sequenceValue = 'sequence value'

/**
 * The values that an archive sets, of the sequences of a scope. They are in no snapshot: what the archive says is the only
 * value that its restore can be held to exactly.
 */
export function archivedValues(entries: readonly ArchiveEntry[], sequences: readonly Table[]): readonly string[] {
  const names = new Map(sequences.map((sequence) => [String(sequence.oid), tableName(sequence)]))
  const oids = new Map(entries.filter(({ kind }) => kind === 'SEQUENCE').map(({ id, oid }) => [id, oid]))
  const found = entries.flatMap(({ definition = '', dependsOn }) => {
    const [, value, called] = /, (-?\d+), (true|false)\);\s*$/.exec(definition) ?? []
    const name = dependsOn.flatMap((id) => names.get(oids.get(id) ?? '') ?? [])[0]
    return name === undefined || value === undefined ? [] : [said(name, value, called === 'true')]
  })
  return found.sort()
}

/** The values that sequences have now. Throws where the user may not read one. */
export async function currentValues(session: Session, sequences: readonly Table[]): Promise<readonly string[]> {
  const found: string[] = []
  for (const some of batchesOf(sequences)) {
    const statements = some.map((sequence) => {
      return `select last_value || case when is_called then '' else '?' end from ${qualified(sequence)};`
    })
    const values = await session.lines(statements.join('\n'))
    some.forEach((sequence, index) => {
      const value = values[index] ?? ''
      found.push(said(tableName(sequence), value.replace('?', ''), !value.endsWith('?')))
    })
  }
  return found.sort()
}

function said(name: string, value: string, called: boolean): string {
  return `${name} = ${value}${called ? '' : ', not used yet'}`
}
