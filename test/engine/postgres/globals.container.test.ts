import { describe, expect, test } from 'vitest'
import { type Postgres, startPostgres } from '../../server/postgres.ts'
import { hold, plainBackup } from '../memory.ts'
import { postgresSource } from '../source.ts'
import { postgres, type RestoreOptions } from '../step.ts'
import { inside } from './fixture.ts'

/* Roles with names and comments of every kind: what is printed of them makes the same roles, and no command of psql runs. */

const never = (): AbortSignal => new AbortController().signal
const plain: RestoreOptions = { signal: never(), overwrite: false, only: [] }

const bell = '"bell \u0007 cr \r esc \u001b[2J"'
// In ASCII, which a database of any encoding takes.
const odd = String.raw`
create role "o'brien; \! touch /tmp/pwned1";
create role "new
line
\! touch /tmp/pwned2";
create role "dq""x\";
comment on role "dq""x\" is 'it''s
\! touch /tmp/pwned3
\\ back\slash $$ -- x';
create role "--c /* x"; create role "$$d$$"; create role ":v";
alter role "o'brien; \! touch /tmp/pwned1" set application_name = E'a\n\\! touch /tmp/pwned4\n';
grant "dq""x\" to "$$d$$" with admin option;
create role ${bell}`

const bytes = (text: string) => `pg_catalog.encode(pg_catalog.convert_to(${text}, 'SQL_ASCII'), 'hex')`
const told = `select ${bytes('rolname')}, ${bytes("coalesce(pg_catalog.shobj_description(r.oid, 'pg_authid'), '')")},
  ${bytes("coalesce((select setconfig::text from pg_catalog.pg_db_role_setting s where s.setrole = r.oid), '')")},
  (select count(*) from pg_catalog.pg_auth_members m where m.roleid = r.oid and m.admin_option)
  from pg_catalog.pg_roles r where rolname !~ '^pg_' order by 1`

/** A server with a database of the encoding. */
async function started(encoding: string): Promise<Postgres> {
  const pg = await startPostgres(17)
  await pg.sql(`create database d encoding '${encoding}' locale 'C' template template0`, 'postgres')
  return pg
}
const dumped = (pg: Postgres) => hold(postgres.dump(postgresSource(pg.urlOf('d')), inside(pg), never()))

describe.each([
  ['UTF8', 'create role U&"gr\\00F6\\00DFe \\20AC \\202E"'],
  ['LATIN1', 'create role U&"gr\\00F6\\00DFe"'],
  ['WIN1251', 'create role U&"\\0416"'],
  ['SQL_ASCII', 'create role "größe"'],
])('the roles of a server with a database in %s', (encoding, more) => {
  test('come back as they were, both printed and applied', async () => {
    await using source = await started(encoding)
    await source.sql(odd, 'd')
    await source.sql(more, 'd')
    await source.sql('create table t (i int)', 'd')
    const held = await dumped(source)
    const wanted = await source.sql(told, 'd')
    const printed = await postgres.globals(plainBackup(held))
    expect(printed.split('\n').filter((line) => /^\s*\\/.test(line))).toEqual([])
    expect(printed).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\ufffd]/)

    await using target = await started(encoding)
    const run = 'printf %s "$SQL" | psql -X -q -U postgres d 2>&1 >/dev/null'
    expect(await target.exec(['sh', '-c', run], { SQL: printed })).toBe('ERROR:  role "postgres" already exists\n')
    expect(await target.sql(told, 'd')).toBe(wanted)

    await using other = await started(encoding)
    // One that is there is not changed, whatever the encoding of its name.
    await other.sql(`${more} connection limit 7`, 'd')
    const into = { kind: 'database', url: other.urlOf('d') } as const
    const findings = await postgres.restore(plainBackup(held), into, inside(other), { ...plain, roles: true })
    expect(findings.filter(({ level }) => level === 'failure')).toEqual([])
    expect(await other.sql(told, 'd')).toBe(wanted)
    expect((await other.sql('select count(*) from pg_roles where rolconnlimit = 7', 'd')).trim()).toBe('1')
    for (const pg of [target, other]) expect(await pg.exec(['sh', '-c', 'ls /tmp/pwned* 2>/dev/null || true'])).toBe('')
  })
})

test('roles in bytes of unknown encoding are not printed', async () => {
  await using source = await started('SQL_ASCII')
  await source.sql(`do $$ begin execute convert_from('\\x63726561746520726f6c652022f622', 'SQL_ASCII'); end $$`, 'd')
  await source.sql('create table t (i int)', 'd')
  const held = await dumped(source)
  await expect(postgres.globals(plainBackup(held))).rejects.toMatchObject({
    code: 'restore-failed',
    message: expect.stringContaining('SQL_ASCII'),
    hint: expect.stringContaining('--raw'),
  })
})
