import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DatabaseSync } from 'node:sqlite'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Options } from '../../src/command/option.ts'
import { codesOf, keys, openShop, type Shop, treeOf } from './shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop({ stores: ['a'] })
})
afterEach(() => shop[Symbol.asyncDispose]())

interface Written {
  readonly shop?: string
  readonly uploads?: string
  readonly config?: string
}

/** A shop of a database, files, and a configuration; with these lines of recovery for each. */
async function open(lines: Written = {}): Promise<void> {
  const at = (name: string) => shop.path(name)
  {
    using db = new DatabaseSync(at('shop.sqlite'))
    db.exec('create table if not exists orders (id integer primary key); insert into orders values (null), (null)')
  }
  await shop.file('uploads/photo', 'a photo')
  await shop.file('etc/shop.conf', 'colour = red')
  await shop.policy(`version: 1
project: shop
stores: { a: { directory: { path: ./a } } }
encryption: { recipients: [${keys.recipient}] }
defaults: { retention: { keep: { last: 100 } } }
sources:
  shop: { engine: sqlite, path: ${at('shop.sqlite')}, recovery: ${lines.shop ?? `{ into: ${at('new/shop.sqlite')}, after: [config] }`} }
  uploads: { engine: files, paths: [${at('uploads')}], recovery: ${lines.uploads ?? `{ into: ${at('new/uploads')}, after: [shop] }`} }
  config: { engine: files, group: configuration, paths: [${at('etc')}], recovery: ${lines.config ?? `{ into: ${at('new/config')} }`} }
`)
}

const restoring = (what: string, more: Options = {}) => shop.run('restore', { what, ...more })
const statesOf = (json: unknown) =>
  Object.fromEntries(
    (json as { sources: readonly { source: string; state: string }[] }).sources.map(({ source, state }) => [
      source,
      state,
    ]),
  )
const written = async (name: string) =>
  (await readFile(shop.path(name), 'utf8').catch(() => '')).split('\n').filter(Boolean)
const shout = (what: string) => `{ command: 'echo "${what} $BACKPROOF_RESTORE_STATE" >> ${shop.path('said')}' }`

describe('restore --what', () => {
  test('restores every source into its own place, those first that others wait for', async () => {
    await open({
      shop: `{ into: ${shop.path('new/shop.sqlite')}, after: [config], before-restore: ${shout('shop')} }`,
      uploads: `{ into: ${shop.path('new/uploads')}, after: [shop], before-restore: ${shout('uploads')} }`,
      config: `{ into: ${shop.path('new/config')}, before-restore: ${shout('config')} }`,
    })
    await shop.run('backup')
    const result = await restoring('everything')
    expect(result.problems).toEqual([])
    expect(statesOf(result.json)).toEqual({ config: 'completed', shop: 'completed', uploads: 'completed' })
    expect(await written('said')).toEqual(['config in_progress', 'shop in_progress', 'uploads in_progress'])
    expect(Object.values(await treeOf(shop.path('new/uploads')))).toEqual(['a photo'])
    expect(Object.values(await treeOf(shop.path('new/config')))).toEqual(['colour = red'])
    using db = new DatabaseSync(shop.path('new/shop.sqlite'), { readOnly: true })
    expect(db.prepare('select count(*) as n from orders').get()).toEqual({ n: 2 })
    expect(result.markdown).toMatch(/^### ✅ backproof restore: everything: 3 of 3 restored\n/)
    expect(result.ids).toHaveLength(3)
    expect(
      await shop.run('restore', { status: true }).then(({ json }) => (json as { restores: unknown[] }).restores.length),
    ).toBe(3)
  })

  test.each([
    ['databases', ['shop']],
    ['files', ['uploads']],
    ['configuration', ['config']],
  ])('restores the %s alone', async (what, names) => {
    await open()
    await shop.run('backup')
    const { json, problems } = await restoring(what)
    expect([Object.keys(statesOf(json)), problems]).toEqual([names, []])
  })

  test('does not begin what waits for one that failed, ends the others, and says what became of each', async () => {
    await open({ uploads: `{ into: ${shop.path('new/uploads')} }` })
    await shop.run('backup')
    await shop.file('new/config/in-the-way', '')
    const result = await restoring('everything')
    expect(statesOf(result.json)).toEqual({ config: 'failed', shop: 'not begun', uploads: 'completed' })
    expect(codesOf(result)).toEqual(['target-refused', 'restore-failed'])
    const said = result.text({ colour: false, width: 100 })
    expect(said).toMatch(/^everything: 1 of 3 restored$/m)
    expect(said).toMatch(/^shop +not begun .* it waits for config, which was not restored$/m)
    expect(result.markdown).toMatch(/❌ failed \| <code>config<\/code>/)
  })

  test('refuses all of it before anything begins where one cannot be restored', async () => {
    await open({ uploads: '{ after: [shop] }' })
    await shop.run('backup')
    await expect(restoring('everything')).rejects.toMatchObject({
      code: 'usage',
      message: 'the policy does not say where to restore uploads',
      hint: expect.stringContaining('recovery.into'),
    })
    await open({ uploads: `{ into: ${shop.path('new/shop.sqlite')} }` })
    await expect(restoring('everything')).rejects.toMatchObject({
      code: 'target-refused',
      message: expect.stringContaining('would both be restored into'),
    })
    await open({ uploads: `{ into: ${shop.path('uploads')} }`, shop: `{ into: ${shop.path('shop.sqlite')} }` })
    await expect(restoring('everything')).rejects.toMatchObject({
      code: 'target-refused',
      message: expect.stringContaining('nothing was restored: '),
    })
    await open({ uploads: '{ into: "${NOWHERE}" }' })
    await expect(restoring('everything')).rejects.toMatchObject({ code: 'secret-missing' })
    expect(Object.keys(await treeOf(shop.path('.'))).filter((name) => name.startsWith('new/'))).toEqual([])
    expect(shop.objects('a').filter((key) => key.includes('/restores/'))).toEqual([])
    await expect(restoring('database')).rejects.toMatchObject({ code: 'usage', hint: 'Did you mean databases?' })
    await expect(restoring('files', { into: 'x' })).rejects.toMatchObject({ code: 'usage' })
  })

  test('replaces only what --overwrite names, and refuses a name that is no target', async () => {
    await open({ shop: `{ into: ${shop.path('shop.sqlite')} }` })
    await shop.run('backup')
    const overwrite = [shop.path('shop.sqlite')]
    await expect(restoring('everything', { overwrite: [...overwrite, 'elsewhere'] })).rejects.toMatchObject({
      code: 'target-refused',
      message: expect.stringContaining('--overwrite names elsewhere'),
    })
    expect((await restoring('everything', { overwrite })).problems).toEqual([])
  })

  test('runs the hook that several end with once all of them have ended', async () => {
    const after = `after-restore: { command: 'echo "on $(ls ${shop.path('new')} | wc -l) $BACKPROOF_RESTORE_STATE" >> ${shop.path('said')}' }`
    await open({
      shop: `{ into: ${shop.path('new/shop.sqlite')}, after: [config], ${after} }`,
      uploads: `{ into: ${shop.path('new/uploads')}, after: [shop], ${after} }`,
      config: `{ into: ${shop.path('new/config')}, ${after} }`,
    })
    await shop.run('backup')
    expect((await restoring('everything')).problems).toEqual([])
    expect(await written('said')).toEqual(['on 3 completed', 'on 3 completed', 'on 3 completed'])
  })
})

describe('a hook that is a URL', () => {
  let server: Server
  let heard: unknown[]
  let answer: (request: IncomingMessage) => number
  beforeEach(async () => {
    heard = []
    answer = () => 204
    server = createServer(async (request, response) => {
      heard.push({ method: request.method, url: request.url, ...JSON.parse(await text(request)) })
      response.writeHead(answer(request), { location: '/elsewhere' }).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterEach(() => new Promise((resolve) => server.close(resolve)))

  const hook = (key: string, rest = '') =>
    `${key}: { url: "http://127.0.0.1:${(server.address() as AddressInfo).port}/${key}"${rest} }`
  const files = (recovery: string) => open({ uploads: `{ ${recovery} }` })
  const restore = (into: string, more: Options = {}) => shop.run('restore', { source: ['uploads'], into, ...more })

  test('is told what is restored, before and after', async () => {
    await files(`${hook('before-restore')}, ${hook('after-restore')}`)
    await shop.run('backup')
    const { json } = await restore('out')
    const told = { method: 'POST', restore: (json as { restore: string }).restore, source: 'uploads', version: 1 }
    expect(heard).toMatchObject([
      { ...told, hook: 'before-restore', url: '/before-restore', state: 'in_progress' },
      { ...told, hook: 'after-restore', url: '/after-restore', state: 'completed' },
    ])
    await restore('look', { 'no-hooks': true })
    expect(heard).toHaveLength(2)
  })

  test.each([503, 302])(
    'that answers %i before a restore keeps it from beginning, and is told after it',
    async (status) => {
      await files(`${hook('before-restore')}, ${hook('after-restore')}`)
      await shop.run('backup')
      answer = ({ url }) => (url === '/before-restore' ? status : 200)
      await expect(restore('out')).rejects.toMatchObject({
        message: expect.stringMatching(/^nothing was restored: before-restore of uploads was answered/),
      })
      expect(Object.keys(await treeOf(shop.path('.'))).filter((name) => name.startsWith('out'))).toEqual([])
      expect(heard).toMatchObject([{ hook: 'before-restore' }, { hook: 'after-restore', state: 'failed' }])
    },
  )

  test('that failed after a restore that completed is told so again by --finish', async () => {
    await files(hook('after-restore'))
    await shop.run('backup')
    answer = () => 500
    const { restore: id } = (await restore('out')).json as { restore: string }
    answer = () => 200
    expect(codesOf(await shop.run('restore', { finish: true, id: [id] }))).toEqual([])
    expect(heard).toMatchObject([{ state: 'completed' }, { state: 'completed' }])
    const shown = await shop.run('restore', { status: true, id: [id] })
    expect(shown.json).toMatchObject({
      hooks: { 'after-restore': 'ran' },
      restoredBytes: expect.any(Number),
      store: expect.any(String),
    })
    expect(shown.json).not.toHaveProperty('finish')
  })

  test('that hangs after a restore is ended, and the restore says that the hook is left to run', async () => {
    await files(hook('after-restore', ', timeout: 1s'))
    await shop.run('backup')
    server.removeAllListeners('request')
    const result = await restore('out')
    expect(codesOf(result)).toEqual(['restore-failed'])
    const { restore: id } = result.json as { restore: string }
    expect(result.problems[0]).toMatchObject({
      message: expect.stringMatching(
        /^the restore has ended, but after-restore of uploads was ended: it took longer than 1/,
      ),
      hint: expect.stringContaining(`backproof restore --finish ${id}`),
    })
    expect(Object.values(await treeOf(shop.path('out')))).toEqual(['a photo'])
    const shown = await shop.run('restore', { status: true, id: [id] })
    expect(shown.json).toMatchObject({
      state: 'failed',
      hooks: { 'after-restore': 'failed' },
      finish: `backproof restore --finish ${id}`,
    })
    server.closeAllConnections()
  })
})
