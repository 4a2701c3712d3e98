import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CommandName } from '../../src/command/name.ts'
import type { Options } from '../../src/command/option.ts'
import { codesOf, keys, openShop, policyOf, type Shop, treeOf } from './shop.ts'

let shop: Shop
let id = ''
const secret = { BACKPROOF_SECRET_KEY: keys.secret }
const gone = { ...secret, PATH: process.env['PATH'] }

beforeEach(async () => {
  shop = await openShop()
  const text = policyOf(shop.path('data'))
  await shop.policy(text.replace(`paths: [${shop.path('data')}]`, 'paths: ["${DATA}"]'))
  const result = await shop.run('backup', {}, { env: { ...gone, DATA: shop.path('data') } })
  id = result.ids?.[0] ?? ''
})
afterEach(() => shop[Symbol.asyncDispose]())

const run = (command: CommandName, options: Options = {}) => shop.run(command, options, { env: gone })

describe('a source whose variable is not set', () => {
  test.each<[CommandName, Options]>([
    ['list', {}],
    ['verify', { level: 'read' }],
    ['verify', { level: 'restore' }],
    ['prune', {}],
    ['prune', { apply: true }],
    ['plan', {}],
    ['gate', { 'max-age': '1h' }],
    ['report', {}],
  ])('does not stop %s %j', async (command, options) => {
    expect((await run(command, options)).problems).toEqual([])
  })

  test('does not stop hold, unhold, delete and undelete of its backups', async () => {
    for (const command of ['hold', 'unhold', 'delete', 'undelete'] as const)
      expect((await run(command, { id: [id], confirm: [id] })).problems).toEqual([])
  })

  test('stops its own backup with the line and the column, and no other source', async () => {
    const text = policyOf(shop.path('data'))
    await shop.policy(
      `${text.replace(`paths: [${shop.path('data')}]`, 'paths: ["${DATA}"]')}  others:\n    engine: files\n    paths: [${shop.path('data/deep')}]\n`,
    )
    const result = await run('backup')
    expect(codesOf(result)).toEqual(['secret-missing'])
    expect((result.problems[0] as Error).message).toBe(
      'DATA is not set, needed by sources.files.paths[0] (backup-policy.yml:14:13)',
    )
    expect(result.ids?.map((one) => one.startsWith('others-'))).toEqual([true])
    expect(codesOf(await run('doctor'))).toEqual(['secret-missing'])
  })

  test('could be the target of a restore, and --overwrite must name that target to confirm', async () => {
    await expect(run('restore', { id: [id], into: 'out' })).rejects.toMatchObject({
      code: 'target-refused',
      message: `whether ${shop.path('out')} is the source files itself is unknown: DATA is not set, needed by sources.files.paths[0] (backup-policy.yml:14:13)`,
      hint: expect.stringContaining(`--overwrite ${shop.path('out')}`),
    })
    const result = await run('restore', { id: [id], into: 'out', overwrite: ['out'] })
    expect(result.problems).toEqual([])
    expect(shop.world.lines.join('\n')).toContain('is the source files itself is unknown')
    expect(await treeOf(shop.path(`out${shop.path('data')}`))).toEqual(await treeOf(shop.path('data')))
  })
})

describe('a store whose variable is not set', () => {
  test('is the only one that cannot be read', async () => {
    const text = policyOf(shop.path('data')).replace('path: ./b', 'path: "${DISK}"')
    await shop.policy(text)
    const listed = await run('list')
    expect(JSON.stringify(listed.json)).toContain(id)
    expect(codesOf(listed)).toEqual(['store-failed'])
    expect((listed.problems[0] as Error).message).toContain(
      'DISK is not set, needed by stores.b.directory.path (backup-policy.yml:5:27)',
    )
    expect((await run('restore', { id: [id], into: 'out' })).problems).toEqual([])
  })
})
