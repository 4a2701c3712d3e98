import type { PostgresSource } from '../../../policy/policy.ts'
import { Problem } from '../../../problem.ts'
import { type Runtime, text } from '../../../runtime/runtime.ts'
import { namesSome } from '../../../words/words.ts'
import type { ServerFacts } from '../../contract.ts'
import { ofExtension, type Scope, scopeOf } from '../archive/selection.ts'
import { type Connection, placeOf } from '../connection.ts'
import { imageOf } from '../sandbox.ts'
import { readsLargeObjects, type Session } from '../session.ts'

/** What a role must be able to do for a backup: a query for those of the scope where it cannot, why, and what to type. */
interface Obstacle {
  readonly query: (scope: Scope) => string
  readonly why: string
  readonly hint: string
}

const inScope = ({ relations }: Scope): string =>
  relations === undefined
    ? `not ${ofExtension('pg_catalog.pg_class', 'c.oid')}`
    : `c.oid = any('{${relations.join(',')}}'::oid[])`
const relationsThat = (condition: string) => (scope: Scope) =>
  `
  select pg_catalog.format('%I.%I', n.nspname, c.relname) as name from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  where ${condition} and ${inScope(scope)} order by 1`

const obstacles: readonly Obstacle[] = [
  {
    query: relationsThat(`c.relkind in ('r', 'S') and not (pg_catalog.has_schema_privilege(n.oid, 'usage')
      and case c.relkind when 'S' then pg_catalog.has_sequence_privilege(c.oid, 'select')
        else pg_catalog.has_table_privilege(c.oid, 'select') end)`),
    why: 'the role of its url may not read',
    hint: 'Let it read everything: grant pg_read_all_data to ROLE.',
  },
  {
    query: relationsThat("c.relkind = 'r' and pg_catalog.row_security_active(c.oid)"),
    why: 'row security hides rows of',
    hint: 'Let the role of its url see all rows: alter role ROLE bypassrls.',
  },
  {
    query: ({ whole }) => `
      select 'large object ' || l.oid as name from pg_catalog.pg_largeobject_metadata l where ${whole}
        and not (select rolsuper from pg_catalog.pg_roles where rolname = current_user)
        and current_setting('lo_compat_privileges') = 'off' and not pg_catalog.pg_has_role(l.lomowner, 'usage')
        and not exists (select from pg_catalog.aclexplode(l.lomacl) a where a.privilege_type = 'SELECT'
          and (a.grantee = 0 or pg_catalog.pg_has_role(a.grantee, 'usage'))) order by 1`,
    why: 'the role of its url may not read',
    hint: readsLargeObjects,
  },
]

/** Asks for all that a dump would read whether it may be read. Throws `source-failed` for what would stop it. */
export async function mustBeReadable(source: PostgresSource, session: Session, connection: Connection): Promise<void> {
  await session.lines('begin isolation level repeatable read, read only')
  // As a dump does, which would rather fail than miss rows.
  await session.lines("select set_config('row_security', 'on', true)")
  const scope = await scopeOf(source, session)
  for (const { query, why, hint } of obstacles) {
    const names = await namesOf(session, query(scope))
    if (names === '') continue
    const [role] = await session.rows<{ role: string }>('select pg_catalog.quote_ident(current_user) as role')
    throw new Problem('source-failed', `a backup of ${placeOf(connection)} would fail: ${why} ${names}`, {
      hint: hint.replace('ROLE', () => role?.role ?? 'ROLE'),
    })
  }
  await session.lines('rollback')
}

async function namesOf(session: Session, query: string): Promise<string> {
  return namesSome((await session.rows<{ name: string }>(query)).map(({ name }) => name))
}

const folders = '/usr/share/postgresql/*/extension /usr/share/pgsql/extension /usr/local/share/postgresql/extension'

/** Throws `sandbox-failed` where the image of the proofs lacks what a restore needs. */
export async function mustBeProvable(
  server: ServerFacts,
  named: string | undefined,
  programsOf: (image: string) => Runtime,
  signal: AbortSignal,
): Promise<void> {
  const image = named ?? imageOf(server)
  const lacking = await lackingExtensions(server, programsOf(image), signal)
  if (lacking.length === 0) return
  throw new Problem('sandbox-failed', `the image of the proof, ${image}, lacks the extension ${lacking.join(', ')}`, {
    hint: 'Name an image that has it: verify: { image: ... }.',
  })
}

/** The extensions of a database that an image lacks; none where it does not show which it has. */
async function lackingExtensions(server: ServerFacts, image: Runtime, signal: AbortSignal): Promise<readonly string[]> {
  const listed = await text(image, { program: 'sh', args: ['-c', `ls ${folders} 2>/dev/null || true`] }, signal)
  const has = new Set(listed.split('\n').flatMap((line) => /([^/]+)\.control$/.exec(line)?.[1] ?? []))
  if (!has.has('plpgsql')) return []
  const wanted = (server.settings['extensions'] ?? '').split(', ').map((one) => one.split(' ')[0] ?? '')
  return wanted.filter((name) => name !== '' && !has.has(name))
}
