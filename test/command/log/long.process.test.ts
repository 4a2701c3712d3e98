import { afterEach, beforeEach, expect, test } from 'vitest'
import { type LogOptions, logPolicy, writeLog } from '../../../bench/year.ts'
import {
  digestOfIds,
  encodeManifest,
  type Manifest,
  objectName,
  parseManifest,
  sourceOf,
} from '../../../src/catalog/catalog.ts'
import { keys, openShop, type Shop } from '../shop.ts'

const [minute, day] = [60_000, 86_400_000]
/** Four volumes and a half: some nineteen days. */
const pieces = 1800
let shop: Shop
let log: LogOptions

beforeEach(async () => {
  shop = await openShop({ stores: ['disk'] })
  log = { pieces, everyMs: 15 * minute, until: new Date(shop.world.now().getTime() - minute) }
  await shop.policy(logPolicy(keys.recipient, log))
  writeLog(keys.recipient, log, (key, bytes) => objects().set(key, Buffer.from(bytes)))
})
afterEach(() => shop[Symbol.asyncDispose]())

const objects = () => {
  const store = shop.stores['disk']
  if (!store) throw new Error('there is no such store')
  return store.objects
}

/** When the piece with this number was collected. */
const collectedAt = (number: number) => log.until.getTime() - (pieces - number) * log.everyMs

/** Ids of the pieces of a volume, the oldest first. */
const idsOf = (volume: number) =>
  [...objects().keys()]
    .flatMap((key) => /^orders~=log-\d+\/manifests\/(.+)\.json$/.exec(key)?.[1]?.replace('~', '/') ?? [])
    .filter((id) => sourceOf(id) === `orders/=log-00000${volume}`)
    .sort()

const manifestOf = (id: string) => objectName.manifest(sourceOf(id) ?? '', id)

/** Runs a command; how many manifests of pieces were read. */
async function reads(body: () => Promise<unknown>): Promise<number> {
  const read = new Set<string>()
  const isPiece = (key: string) => /^orders~=log-\d+\/manifests\//.test(key)
  shop.wrap((store) => ({
    ...store,
    get: (key, options) => {
      if (isPiece(key)) read.add(key)
      return store.get(key, options)
    },
    ...(store.read
      ? {
          read: (key: string, most: number, signal: AbortSignal) => {
            if (isPiece(key)) read.add(key)
            return store.read?.(key, most, signal) ?? Promise.resolve(undefined)
          },
        }
      : {}),
  }))
  await body()
  shop.wrap(undefined)
  return read.size
}

async function windows(): Promise<readonly { readonly from: number; readonly until: number }[]> {
  const { json, problems } = await shop.run('list')
  expect(problems).toEqual([])
  const { windows = [] } = json as { windows?: { from: string; until: string }[] }
  return windows.map(({ from, until }) => ({ from: Date.parse(from), until: Date.parse(until) }))
}

function change(id: string, with_: (manifest: Manifest) => Manifest): void {
  const manifest = parseManifest(objects().get(manifestOf(id)) ?? new Uint8Array(), id, id)
  objects().set(manifestOf(id), Buffer.from(encodeManifest(with_(manifest))))
}

test('a long log is shown from its first moment to its last, and its older volumes are listed and not read', async () => {
  const read = await reads(async () => {
    const [window, ...more] = await windows()
    expect(more).toEqual([])
    expect(window?.until).toBe(collectedAt(pieces))
    expect(Math.abs((window?.from ?? 0) - collectedAt(0))).toBeLessThan(5000)
  })
  // The newest two volumes, and one piece of each before.
  expect(read).toBe(200 + 400 + 3)
})

test('what is due of a log whose newest base lies far back is decided without reading what lies between', async () => {
  for (const key of objects().keys())
    if (/^orders\//.test(key) && Date.parse(key.replace(/^.*orders-(\d+-\d+-\d+)T.*$/, '$1')) > collectedAt(300))
      objects().delete(key)
  const read = await reads(async () => {
    const { text } = await shop.run('plan')
    expect(text({ colour: false, width: 200 })).toMatch(/base +not due/)
  })
  expect(read).toBe(200 + 400 + 3)
})

test('a piece that is missing in an older volume ends a window, whatever the next volume names', async () => {
  const gone = idsOf(2)[100] ?? ''
  objects().delete(manifestOf(gone))
  const whole = await windows()
  expect(whole.map(({ until }) => until)).toEqual([collectedAt(pieces), collectedAt(500)])
  // Somebody who can write to the store makes it look right.
  change(idsOf(3)[0] ?? '', (manifest) => ({
    ...manifest,
    ...(manifest.log ? { log: { ...manifest.log, volume: digestOfIds(idsOf(2)) } } : {}),
  }))
  expect(await windows()).toEqual(whole)
})

test.each([
  ['is marked as deleted', (id: string) => objectName.trash(sourceOf(id) ?? '', id), 2],
  [
    'has failed a proof',
    (id: string) => objectName.proof(sourceOf(id) ?? '', id, new Date(), 'check', 'disk', 'failed'),
    2,
  ],
  ['has no key object', (id: string) => objectName.key(sourceOf(id) ?? '', id), 2],
] as const)('a volume of which a piece %s is read', async (why, keyOf, count) => {
  const id = idsOf(2)[100] ?? ''
  if (why === 'has no key object') objects().delete(keyOf(id))
  else objects().set(keyOf(id), Buffer.from('{}'))
  const read = await reads(async () => expect((await windows()).length).toBe(count))
  expect(read).toBe(200 + 400 + 400 + 2)
})

test('of a volume from before the window nothing stays, and of the one in which it begins what it needs', async () => {
  const hour = 60 * minute
  const short = { pieces: 300, everyMs: hour, until: log.until, first: 398 }
  objects().clear()
  writeLog(keys.recipient, short, (key, bytes) => objects().set(key, Buffer.from(bytes)))
  await shop.policy(logPolicy(keys.recipient, short, 9))
  const begins = short.until.getTime() - short.pieces * hour
  // The newest dump from before the window.
  const anchor = begins + Math.floor((shop.world.now().getTime() - 9 * day - begins - 2000) / day) * day
  // The piece that ends there: of an idle server, what follows may end there, too.
  const kept = Math.floor((anchor - begins) / hour) + short.first - 1
  const prune = () => shop.run('prune', { apply: true, 'despite-gap': true, because: 'a test' })
  expect((await prune()).problems).toEqual([])
  const left = async (volume: number) => {
    const { entries } = await shop.catalog(`orders/=log-00000${volume}`)
    return entries.filter(({ trashed }) => !trashed).flatMap(({ manifest }) => manifest.log?.number ?? [])
  }
  expect(await left(1)).toEqual([])
  expect((await left(2)).at(-1)).toBe(kept)
  expect((await windows()).length).toBe(1)
  // Past the grace period, and found so twice.
  for (let i = 0; i < 2; i += 1) {
    shop.world.advance(8 * day)
    await prune()
  }
  expect(idsOf(1)).toEqual([])
  expect((await left(2))[0]).toBe(short.first + short.pieces - 1)
})
