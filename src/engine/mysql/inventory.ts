import { Problem } from '../../problem.ts'
import type { Facts, ServerFacts } from '../contract.ts'
import { placeOf } from './connection.ts'
import { type Product, products, toldVersion, type Version } from './product.ts'
import { type Asker, query } from './session.ts'
import { objectsOf } from './stream/tally.ts'

/** A server that was asked what it is. */
export interface AskedServer {
  readonly told: { readonly product: Product; readonly version: Version }
  readonly facts: ServerFacts
  readonly sizeBytes: number
  readonly hasLog: boolean
  readonly history: string
  readonly isEncrypted: boolean
}

/** @throws Problem `tool-failed` as `query`; `tool-version` for a server that is neither of the family. */
export async function askServer(asker: Asker, options: { readonly anywhere?: boolean } = {}): Promise<AskedServer> {
  const { product } = asker.connection
  // What is remembered of sizes may be a day old; a variable that only one product has is code for it alone.
  const rows = await query(
    asker,
    `/*!80000 set session information_schema_stats_expiry = 0 */;
    select concat(version(), if(@@version_comment like '%mariadb%' and version() not like '%mariadb%', '-MariaDB', ''));
    select @@character_set_database, @@collation_database, @@lower_case_table_names, @@log_bin, database();
    select coalesce(sum(data_length + index_length), 0) from information_schema.tables where table_schema = database();
    show session status like 'Ssl_cipher';
    select 'history' ${products.map(({ history }) => history).join(' ')}`,
    options,
  )
  const [
    [said = ''] = [],
    [charset = '', collation = '', lower = '', log = '', database = ''] = [],
    [size = '0'] = [],
  ] = rows
  const named = (wanted: string): string => rows.slice(3).find(([name]) => name === wanted)?.[1] ?? ''
  const told = toldVersion(said)
  if (told === undefined)
    throw new Problem('tool-version', `the server of ${placeOf(asker.connection)} names no version: ${said}`, {
      hint: `Check that the url is that of a ${product.noun} server.`,
    })
  return {
    told,
    facts: {
      version: told.version.text,
      major: told.version.major,
      settings: { database, charset, collation, 'lower-case-table-names': lower },
    },
    sizeBytes: Number(size),
    hasLog: log === '1',
    history: named('history'),
    isEncrypted: named('Ssl_cipher') !== '',
  }
}

export interface TableThere {
  readonly name: string
  readonly engine: string
  /** Its rows of the past are rows, too. */
  readonly isVersioned: boolean
}

/** What a database holds, as far as this user sees it. */
export interface Inventory {
  readonly tables: readonly TableThere[]
  /** By kind: "view", "routine" ...; without tables. */
  readonly others: ReadonlyMap<string, readonly string[]>
  /** The table of each trigger. */
  readonly triggers: ReadonlyMap<string, string>
  /** Of each table, the columns whose values the dump programs round. */
  readonly floats: ReadonlyMap<string, readonly string[]>
}

export async function inventoryOf(asker: Asker): Promise<Inventory> {
  const rows = await query(
    asker,
    `select case table_type when 'VIEW' then 'view' when 'SYSTEM VIEW' then 'view' when 'SEQUENCE' then 'sequence' else 'table' end,
      table_name, coalesce(engine, ''), table_type = 'SYSTEM VERSIONED'
      from information_schema.tables where table_schema = database() and table_type <> 'TEMPORARY';
    select 'routine', concat(lower(routine_type), ' ', routine_name) from information_schema.routines where routine_schema = database();
    select 'trigger', trigger_name, event_object_table from information_schema.triggers where trigger_schema = database();
    select 'event', event_name from information_schema.events where event_schema = database();
    select 'float', table_name, column_name from information_schema.columns where table_schema = database()
      and data_type = 'float' and numeric_scale is null and coalesce(generation_expression, '') = '' order by ordinal_position`,
  )
  const tables: TableThere[] = []
  const others = new Map<string, string[]>()
  const triggers = new Map<string, string>()
  const floats = new Map<string, string[]>()
  for (const [kind = '', name = '', engine = '', versioned] of rows) {
    // The third column of a trigger is its table.
    if (kind === 'trigger') triggers.set(name, engine)
    if (kind === 'float') floats.set(name, [...(floats.get(name) ?? []), engine])
    else if (kind === 'table') tables.push({ name, engine, isVersioned: versioned === '1' })
    else others.set(kind, [...(others.get(kind) ?? []), name])
  }
  return { tables: tables.sort((a, b) => (a.name < b.name ? -1 : 1)), others, triggers, floats }
}

/** All of it by kind, as facts name it. */
export function namesOf({ tables, others }: Inventory): Facts['objects'] {
  return objectsOf([['table', tables.map(({ name }) => name)], ...others])
}
