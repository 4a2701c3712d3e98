import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse } from '../../src/command/argument.ts'
import { migrationEnvironment } from '../../src/command/rehearse/environment.ts'
import type { RehearsalReport } from '../../src/judge/judge.ts'
import { codesOf, keys, openShop, type Shop } from './shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  const database = new DatabaseSync(shop.path('app.sqlite'))
  database.exec(
    "create table post (id integer primary key, title text); insert into post values (1, 'one'), (2, 'two')",
  )
  database.close()
  await shop.policy(`version: 1
project: shop
stores: { a: { directory: { path: ./a } } }
encryption: { recipients: [${keys.recipient}] }
sources:
  app:
    engine: sqlite
    path: ${shop.path('app.sqlite')}
    verify:
      assert:
        - { name: posts stay, sql: "select count(*) from post", min: 2 }
`)
  await shop.run('backup')
})
afterEach(() => shop[Symbol.asyncDispose]())

/** A migration of one statement, by the address in its environment. */
const sql = (statement: string) => [
  process.execPath,
  '--no-warnings',
  '-e',
  `new (require('node:sqlite').DatabaseSync)(process.env.REHEARSAL_PATH).exec(${JSON.stringify(statement)})`,
]
const rehearse = async (words: readonly string[], over = {}) => {
  const result = await shop.run('rehearse', { source: ['app'], words, ...over })
  return { result, report: result.json as RehearsalReport }
}

describe('a rehearsal', () => {
  test('runs a migration on the restored backup, and says what it has changed; the source stays as it is', async () => {
    const { result, report } = await rehearse(
      sql("create table tag (id integer); insert into post values (3, 'three')"),
    )
    expect(report).toMatchObject({ outcome: 'passed', locks: null, failed: null, assertions: 1, proven: false })
    expect(report.changes).toContainEqual({ kind: 'table', name: 'tag', change: 'added' })
    expect(report.schema?.changes.map(({ name }) => name)).toEqual(['column tag.id', 'table tag'])
    expect(report.changes).toContainEqual({ kind: 'rows', name: 'post', change: 'rows', before: 2, after: 3 })
    expect(result.problems).toEqual([])
    expect(result.markdown).toMatch(/Migration rehearsal of app: ✅.*\n[\s\S]*<code>post<\/code>: 2 → 3 rows/)
    const source = new DatabaseSync(shop.path('app.sqlite'))
    expect(source.prepare('select count(*) as n from post').get()).toEqual({ n: 2 })
    source.close()
  })

  test('tells line by line what the schema has become, a column of which only the default is another included', async () => {
    const { report } = await rehearse(
      sql(`create table copy (id integer primary key, title text not null default 'none'); insert into copy select * from post;
        drop table post; alter table copy rename to post; create unique index titles on post (title) where id > 1`),
    )
    expect(report.schema).toEqual({
      changes: [
        { name: 'column post.title', before: 'text', after: "text not null default 'none'" },
        { name: 'index titles on post', after: 'CREATE UNIQUE INDEX titles on post (title) where id > 1' },
        { name: 'table post', before: expect.any(String), after: expect.any(String) },
      ],
      more: 0,
    })
    const dropped = await rehearse(sql('alter table post drop column title'))
    expect(dropped.report.schema?.changes[0]).toEqual({ name: 'column post.title', before: 'text', rows: 2 })
    const same = await rehearse(sql("update post set title = 'x'"))
    expect(same.report.schema).toEqual({ changes: [], more: 0 })
  })

  test('takes the newest backup that is proven before a newer one that is not', async () => {
    const [proven] = (await shop.run('verify', { source: ['app'], level: 'read' })).ids ?? []
    shop.world.advance(3_600_000)
    await shop.run('backup')
    expect((await rehearse(['true'])).report).toMatchObject({ id: proven, proven: true })
  })

  test('tells a migration that fails from an assertion that does not hold after it', async () => {
    const broken = await rehearse(sql('drop table nothing'))
    expect(broken.report).toMatchObject({ outcome: 'migration-failed', migration: { exitCode: 1 }, changes: [] })
    expect(codesOf(broken.result)).toEqual(['migration-failed'])
    const unfit = await rehearse(sql('delete from post where id = 1'))
    expect(unfit.report).toMatchObject({ outcome: 'assertion-failed', migration: { exitCode: 0 } })
    expect(codesOf(unfit.result)).toEqual(['migration-unfit'])
    expect((await rehearse(['no-such-program'])).report.migration.exitCode).toBe(127)
  })

  test('writes nothing to the stores', async () => {
    const before = shop.objects('a')
    const size = shop.stores['a']?.objects.size
    await rehearse(sql('drop table post'))
    expect(shop.objects('a')).toEqual(before)
    expect(shop.stores['a']?.objects.size).toBe(size)
  })

  test('needs the secret key, one backup and one migration', async () => {
    const env = { ...shop.world.env, BACKPROOF_SECRET_KEY: undefined }
    await expect(shop.run('rehearse', { words: ['true'] }, { env })).rejects.toMatchObject({ code: 'key-missing' })
    await expect(shop.run('rehearse', { source: ['app'] })).rejects.toMatchObject({ message: 'no migration is named' })
    await expect(rehearse(['true'], { migration: 'true' })).rejects.toMatchObject({ code: 'usage' })
    expect((await shop.run('rehearse', { source: ['app'], migration: 'test -n "$DATABASE_URL"' })).problems).toEqual([])
  })

  test('gives the migration no key, no token and no variable of the policy', () => {
    const env = {
      ...{ PATH: '/bin', NODE_ENV: 'test', BACKPROOF_SECRET_KEY: 'a', GITHUB_TOKEN: 'b', AWS_ACCESS_KEY_ID: 'c' },
      ...{
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'd',
        INPUT_MIGRATION: 'e',
        GITHUB_ENV: 'f',
        ORDERS_URL: 'g',
        COPY: 'x-s3cret-y',
      },
    }
    const redact = (text: string) => text.replace('s3cret', '***')
    const address = { DATABASE_URL: 'file:/tmp/x', PGPASSWORD: 'new' }
    expect(migrationEnvironment({ env, redact }, 'url: ${ORDERS_URL}', address)).toEqual({
      ...{ PATH: '/bin', NODE_ENV: 'test' },
      ...address,
    })
  })

  test('takes the words after -- as they are', () => {
    expect(parse(['rehearse', '--source', 'app', '--', 'npx', 'migrate', '--force'])).toMatchObject({
      command: 'rehearse',
      options: { source: ['app'], words: ['npx', 'migrate', '--force'] },
    })
  })
})

describe('whose migration may see the data', () => {
  const on = (event: string, kind: 'trusted' | 'unmerged') => {
    const env = { ...shop.world.env, GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: event }
    const judgement = kind === 'trusted' ? { kind } : { kind, merged: { kind: 'here' }, because: 'a test' }
    return { env: { ...env, BACKPROOF_SECRET_KEY: keys.secret }, footing: { judgement } as never }
  }
  test.each(['workflow_run', 'issue_comment', 'pull_request_review'])(
    'not on %s, whose checkout may be a fork’s',
    async (event) => {
      const { refuseStrangers } = await import('../../src/command/rehearse/stranger.ts')
      expect(() => refuseStrangers(on(event, 'unmerged'))).toThrow(/is not rehearsed on the event/)
    },
  )
  test('a pull request of this repository, and what is merged', async () => {
    const { refuseStrangers } = await import('../../src/command/rehearse/stranger.ts')
    refuseStrangers(on('pull_request', 'unmerged'))
    refuseStrangers(on('schedule', 'trusted'))
  })
})

describe('a trial on another image', () => {
  test('is kept apart from proofs, which show tells; no gate counts it', async () => {
    const id = (await shop.catalog('app')).entries[0]?.id ?? ''
    const result = await shop.run('verify', { source: ['app'], level: 'restore', image: 'postgres:18' })
    expect(result.problems).toEqual([])
    expect(JSON.stringify(result.json)).toContain('on postgres:18: a trial, which counts as no proof')
    expect(shop.objects('a').filter((key) => key.includes('.trial.a.passed.json'))).toHaveLength(1)
    const entry = (await shop.catalog('app')).entries[0]
    expect(entry?.proofs.map(({ level }) => level)).toEqual(['check'])
    const gate = await shop.run('gate', { source: ['app'], 'max-age': '1d', 'verified-within': '1d' })
    expect(codesOf(gate)).toEqual(['gate-unmet'])
    const shown = await shop.run('show', { id: [id] })
    expect(shown.json).toMatchObject({ trials: [{ image: 'postgres:18', outcome: 'passed', store: 'a' }] })
    expect(shown.text({ colour: false, width: 100 })).toMatch(/^trial +restore on postgres:18 passed/m)
  })

  test('fails without a word against the backup, and freezes nothing', async () => {
    const policy = await import('node:fs/promises').then(({ readFile }) =>
      readFile(shop.path('backup-policy.yml'), 'utf8'),
    )
    await shop.policy(policy.replace('min: 2', 'min: 3'))
    const result = await shop.run('verify', { source: ['app'], level: 'restore', image: 'postgres:18' })
    expect(codesOf(result)).toEqual(['restore-failed'])
    const { entries } = await shop.catalog('app')
    expect(entries[0]?.proofs.map(({ outcome }) => outcome)).toEqual(['passed'])
    const { json } = await shop.run('report', { source: ['app'] })
    expect(json).toMatchObject({ sources: [{ retention: { frozen: false } }] })
    await expect(shop.run('verify', { source: ['app'], image: 'postgres:18' })).rejects.toMatchObject({ code: 'usage' })
  })
})
