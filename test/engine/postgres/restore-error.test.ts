import { describe, expect, test } from 'vitest'
import { parseUrl } from '../../../src/engine/postgres/connection.ts'
import type { RestoreOptions } from '../../../src/engine/postgres/restore/option.ts'
import { explainRestore } from '../../../src/engine/postgres/restore/restore-error.ts'
import { isProblem, Problem } from '../../../src/problem.ts'

const connection = parseUrl('postgres://me@db/shop', 'the target')
const sandbox: RestoreOptions = { signal: new AbortController().signal, overwrite: false, only: [], sandboxed: true }
const target: RestoreOptions = { ...sandbox, sandboxed: false }
const missing = 'pg_restore: error: could not execute query: ERROR:  role "reader" does not exist'
const wrong = 'pg_restore: error: could not execute query: ERROR:  duplicate key value violates unique constraint "a"'
const ignored = (count: number) => `pg_restore: warning: errors ignored on restore: ${count}`

function explained(lines: readonly string[], options: RestoreOptions, selected = false) {
  const stderr = lines.join('\n')
  const cause = { kind: 'failure', program: 'pg_restore', exitCode: 1, killedBy: undefined, stderr }
  try {
    return explainRestore(
      new Problem('tool-failed', 'pg_restore failed in x (exit 137)', { cause }),
      connection,
      options,
      selected,
    )
  } catch (error) {
    if (!isProblem(error)) throw error
    return { code: error.code, message: error.message, hint: error.hint }
  }
}

describe('a restore that failed', () => {
  test('for lack of something on the throw-away server continues, and reports it', () => {
    expect(explained([missing, ignored(1)], sandbox)).toMatchObject([{ level: 'failure', blame: 'env' }])
  })

  test('for lack of a file in the image is not damage, and neither are its consequences', () => {
    const lines = [
      'pg_restore: error: could not execute query: ERROR:  could not open dictionary file "/usr/share/sv.dict": No such file or directory',
      'pg_restore: error: could not execute query: ERROR:  text search dictionary "shop.swedish" does not exist',
      ignored(2),
    ]
    expect(explained(lines, sandbox)).toMatchObject([
      { level: 'failure', blame: 'env', hint: 'Use an image that has the file: verify: { image: ... }.' },
      { level: 'failure', blame: 'env' },
    ])
    const [, alone = ''] = lines
    expect(explained([alone, ignored(1)], sandbox)).toMatchObject([{ level: 'failure', blame: 'source' }])
  })

  test('is not told to continue if it already did', () => {
    expect(explained([wrong], target)).toMatchObject({
      hint: expect.stringMatching(/ --keep-going restores the rest\.$/),
    })
    const going = explained([wrong, ignored(1)], { ...target, keepGoing: true })
    expect(going).toMatchObject([{ blame: 'source', hint: expect.stringMatching(/will then restore without help\.$/) }])
  })

  test('because the replaced table differs names that table, and not a change of the source', () => {
    const shape = 'pg_restore: error: could not execute query: ERROR:  column "id" of relation "orders" does not exist'
    const command = 'Command was: ALTER TABLE IF EXISTS public.orders ALTER COLUMN id DROP DEFAULT;'
    expect(explained([shape, command], { ...target, overwrite: true })).toMatchObject({
      code: 'target-refused',
      message: expect.stringContaining('the table orders in shop at db:5432 differs from the table in the backup'),
      hint: 'Drop that table yourself first, or restore into a new database.',
    })
  })

  test('for lack of locks names the setting to raise', () => {
    const locks = 'pg_restore: error: could not execute query: ERROR:  out of shared memory'
    expect(explained([locks], target)).toMatchObject({ hint: expect.stringContaining('max_locks_per_transaction') })
  })

  test('for lack of objects outside the selection reports it', () => {
    const view = 'pg_restore: error: could not execute query: ERROR:  relation "public.customers" does not exist'
    expect(explained([view], target, true)).toMatchObject({ hint: expect.stringContaining('--only') })
    const schemas = { code: 'restore-failed', hint: expect.stringContaining('--keep-going') }
    expect(explained([view], target)).toMatchObject(schemas)
    expect(explained([wrong], target, true)).toMatchObject(schemas)
  })

  test('because of a fault in the source itself is not damage, and names the fault', () => {
    const command = ['Command was: ALTER TABLE ONLY shop.orders', '    ADD CONSTRAINT a UNIQUE (id);', '']
    expect(explained([missing, wrong, ...command, ignored(2)], sandbox)).toMatchObject([
      { level: 'failure', blame: 'env' },
      {
        level: 'failure',
        blame: 'source',
        message: expect.stringMatching(/cannot load: constraint a on shop\.orders: duplicate key/),
        hint: expect.stringContaining('reindex'),
        about: ['a'],
      },
    ])
  })

  test('because pg_restore cannot read the archive is a failure of the backup', () => {
    const archive = 'pg_restore: error: could not read from input file: end of file'
    expect(explained([missing, wrong, archive], sandbox)).toMatchObject({
      code: 'restore-failed',
      message: expect.stringContaining('end of file'),
    })
  })

  test('with more errors than are shown counts them', () => {
    expect(explained([missing, ignored(3)], sandbox)).toMatchObject([
      { blame: 'env' },
      { about: ['*'], message: expect.stringMatching(/^2 more errors/) },
    ])
  })

  test('without evidence against the backup is a failure of the environment', () => {
    expect(explained([], sandbox)).toMatchObject({
      code: 'sandbox-failed',
      message: expect.stringContaining('exit 137'),
    })
    const gone = 'pg_restore: error: could not execute query: server closed the connection unexpectedly'
    expect(explained([gone], sandbox)).toMatchObject({
      code: 'sandbox-failed',
      hint: expect.stringContaining('more disk and memory'),
    })
  })

  test('because a program is too old, or lacks the compression, is not evidence against the backup', () => {
    for (const said of [
      'unsupported version (1.16) in file header',
      'this build does not support compression with zstd',
    ]) {
      expect(explained([`pg_restore: error: ${said}`], sandbox)).toMatchObject({ code: 'tool-version' })
    }
  })

  test('in a target reports what to do there, not in a throw-away server', () => {
    expect(explained([missing], target)).toEqual({
      code: 'restore-failed',
      message: 'the restore into shop at db:5432 failed: role "reader" does not exist; nothing was restored',
      hint: 'Add --globals apply, which creates the roles that the target lacks, or create the role first.',
    })
  })
})
