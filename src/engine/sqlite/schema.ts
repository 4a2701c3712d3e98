import type { SchemaLine } from '../contract.ts'
import { digestOf, schemaLine } from '../schema-line.ts'
import { requireRows } from './facts.ts'
import { query } from './query.ts'

const objects = `select type, name, tbl_name, sql from sqlite_schema where name not like 'sqlite\\_%' escape '\\'`
// A virtual table may be one of an extension that is not here, and whoever asks for its columns is told that.
const columns = `select s.name as tbl, c.name as name, c.type as type, c."notnull" as required, c.dflt_value as usual, c.pk as pk, c.hidden as hidden
  from sqlite_schema s join pragma_table_xinfo(s.name) c
  where s.type = 'table' and s.name not like 'sqlite\\_%' escape '\\' and s.sql not like 'create virtual %'`

/** What a database that nobody writes to is made of. A table's line has a digest of its SQL, which has its constraints, too. */
export async function sqliteSchema(path: string, signal: AbortSignal): Promise<readonly SchemaLine[]> {
  const answers = await query(path, [objects, columns], signal)
  const [things = [], fields = []] = answers.map((answer) => requireRows(answer, path))
  return [
    ...things.map(({ type, name, tbl_name: table, sql }) => {
      const text = String(sql ?? '')
      if (type === 'table') return schemaLine(`table ${name}`, `definition ${digestOf(text)}`)
      return schemaLine(type === 'view' ? `view ${name}` : `${type} ${name} on ${table}`, text)
    }),
    ...fields.map(({ tbl, name, type, required, usual, pk, hidden }) =>
      schemaLine(
        `column ${tbl}.${name}`,
        [
          String(type).toLowerCase(),
          ...(required === 0n ? [] : ['not null']),
          ...(usual === null ? [] : [`default ${usual}`]),
          ...(pk === 0n ? [] : ['primary key']),
          ...(hidden === 2n || hidden === 3n ? ['generated'] : []),
        ]
          .filter((word) => word !== '')
          .join(' '),
      ),
    ),
  ]
}
