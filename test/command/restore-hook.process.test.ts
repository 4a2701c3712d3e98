import { readFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Problem } from '../../src/problem.ts'
import { keys, openShop, type Shop } from './shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop({ stores: ['a'] })
  using db = new DatabaseSync(shop.path('shop.sqlite'))
  db.exec('create table orders (id integer primary key); insert into orders values (null)')
})
afterEach(() => shop[Symbol.asyncDispose]())

/** Backs the shop up, and restores it with this hook before. */
async function restoreAfter(script: string) {
  await shop.policy(`version: 1
project: shop
stores: { a: { directory: { path: ./a } } }
encryption: { recipients: [${keys.recipient}] }
sources:
  shop: { engine: sqlite, path: ${shop.path('shop.sqlite')}, recovery: { before-restore: { command: '${script}' } } }
`)
  await shop.run('backup')
  return await shop.run('restore', { source: ['shop'], into: 'new/shop.sqlite' })
}

const failed = (script: string): Promise<Problem> =>
  restoreAfter(script).then(
    () => Promise.reject(new Error('it was restored')),
    (error: Problem) => error,
  )

test('a hook that leaves a process holding its output ends when it has ended itself', async () => {
  const began = performance.now()
  const result = await restoreAfter(`setsid sh -c "echo \\$\\$ > ${shop.path('pid')}; exec sleep 60" & echo stopped`)
  expect(result.problems).toEqual([])
  expect(performance.now() - began).toBeLessThan(30_000)
  process.kill(Number(await readFile(shop.path('pid'), 'utf8')))
})

test('a hook that fails is to be run by hand, and no doctor is named for it', async () => {
  expect(await failed('echo no such service >&2; exit 3')).toMatchObject({
    code: 'restore-failed',
    message: expect.stringMatching(/^nothing was restored: before-restore of shop failed .*exit 3\): no such service$/),
    hint: 'Run what recovery.before-restore says yourself, and see why it fails.',
  })
})

test('a hook that prints without end is named as what it is', async () => {
  expect(await failed('head -c 70000000 /dev/zero')).toMatchObject({
    message: 'nothing was restored: before-restore of shop wrote more than 64 MiB (host)',
  })
})
