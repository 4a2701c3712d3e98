import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { objectName } from '../../src/catalog/catalog.ts'
import { roles } from '../../src/command/init/step.ts'
import { Problem } from '../../src/problem.ts'
import { codesOf, openShop, type Shop } from './shop.ts'

const page = await readFile('docs/operations.md', 'utf8')
const documented = (name: string) => {
  const section = page.slice(page.indexOf(`### AWS: the ${name} role`))
  return JSON.parse(/```json\n([\s\S]*?)```/.exec(section)?.[1] ?? '') as { readonly Statement: readonly object[] }
}
const printed = roles({ bucket: 'shop-backups', prefix: 'prod' })

test.each([
  ['backup', 'backproof-backup'],
  ['verify', 'backproof-backup-proof'],
  ['prune', 'backproof-backup-prune'],
  ['plan', 'backproof-plan'],
])('the %s role of docs/operations.md is the one that init prints', (name, role) => {
  expect(printed.map((one) => one.name)).toContain(role)
  expect(documented(name).Statement).toEqual(printed.find((one) => one.name === role)?.statements)
})

/** As IAM matches a resource: a star is any text. */
function mayWrite(name: string, key: string): boolean {
  const statements = documented(name).Statement as readonly { Action: string | string[]; Resource: string | string[] }[]
  const writing = statements.filter(({ Action }) => [Action].flat().includes('s3:PutObject'))
  return writing
    .flatMap(({ Resource }) => Resource)
    .some((pattern) => {
      const parts = pattern.split('*').map((text) => text.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
      return new RegExp(`^${parts.join('.*')}$`).test(`arn:aws:s3:::shop-backups/prod/${key}`)
    })
}

const id = 'data-2026-03-02T12-00-00.000000Z'
const at = new Date('2026-03-02T12:00:00Z')
test.each(['app', 'data', 'keys', 'lease.json'])(
  'the backup role writes a whole backup of %s, and no mark',
  (source) => {
    const own = [
      objectName.data(source, id, 'files.tar'),
      objectName.key(source, id),
      objectName.signature(source, id),
      objectName.manifest(source, id),
      objectName.proof(source, id, at, 'check', 'a', 'passed'),
      objectName.run(source, at, id, 'failed'),
      objectName.lease(source),
    ]
    const marks = [
      objectName.hold(source, id),
      objectName.trash(source, id),
      objectName.expired(source),
      objectName.tag(source, id, { at, verb: 'add', tag: 'data' }),
      objectName.aside(source, id, 'files.tar'),
      objectName.asideMark(source, id),
      objectName.retired(source),
    ]
    expect(own.filter((key) => !mayWrite('backup', key))).toEqual([])
    expect(marks.filter((key) => mayWrite('backup', key))).toEqual([])
    expect([...own, ...marks].filter((key) => !mayWrite('prune', key))).toEqual([])
  },
)

describe('under the backup role', () => {
  let shop: Shop
  beforeEach(async () => {
    shop = await openShop()
  })
  afterEach(() => shop[Symbol.asyncDispose]())

  const asBackup = () =>
    shop.wrap((store) => ({
      ...store,
      put: async (key, body, options) => {
        if (mayWrite('backup', key)) return store.put(key, body, options)
        throw new Problem('store-denied', `put ${key}: access denied, in ${store.where}`)
      },
    }))

  test('a damaged copy waits for prune --apply to heal it', async () => {
    const [made = ''] = (await shop.run('backup')).ids ?? []
    shop.stores['a']?.objects.delete(objectName.key('files', made))
    shop.stores['a']?.objects.set(objectName.data('files', made, 'files.tar'), Buffer.from('rotten'))
    await shop.run('verify', { id: [made], store: 'a', level: 'check' })
    const before = shop.objects('a')
    asBackup()
    const run = await shop.run('run')
    expect(run.problems).toMatchObject([
      { code: 'role-refused', message: expect.stringContaining(`the copy of ${made} in a is waiting to be healed`) },
    ])
    expect(shop.objects('a')).toEqual(before)
    shop.wrap(undefined)
    expect(codesOf(await shop.run('prune', { apply: true }))).toEqual([])
    expect((await shop.catalog()).entries).toMatchObject([{ copies: ['a', 'b'] }])
    expect((await shop.run('verify', { id: [made], store: 'a', level: 'read' })).problems).toEqual([])
  })

  test('the copy of a held backup waits for prune --apply, and copies of other backups do not', async () => {
    const [held = ''] = (await shop.run('backup')).ids ?? []
    shop.world.advance(60_000)
    const [free = ''] = (await shop.run('backup')).ids ?? []
    await shop.run('hold', { id: [held] })
    shop.stores['b']?.objects.clear()
    asBackup()
    const run = await shop.run('run')
    expect(run.problems).toMatchObject([
      {
        code: 'role-refused',
        message: expect.stringMatching(`${held} is held or tagged, and is waiting to be copied to`),
      },
    ])
    const copies = async () => (await shop.catalog()).entries.map(({ id, copies }) => [id, copies.join()])
    expect(await copies()).toEqual([
      [free, 'a,b'],
      [held, 'a'],
    ])
    // The data was not sent for nothing.
    expect(shop.objects('b').filter((key) => key.includes(held))).toEqual([])
    shop.wrap(undefined)
    expect(codesOf(await shop.run('prune', { apply: true }))).toEqual([])
    expect(await copies()).toEqual([
      [free, 'a,b'],
      [held, 'a,b'],
    ])
    expect(shop.objects('b')).toContain(objectName.hold('files', held))
  })
})
