import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { acquireLease, type Entry } from '../../../src/catalog/catalog.ts'
import { sealedKeyObject } from '../../../src/seal/key-object.ts'
import { boxDataKey, fingerprint, newDataKey, parseKeyObject, parseSecretKeys } from '../../../src/seal/seal.ts'
import type { Store } from '../../../src/store/store.ts'
import { drain, openBackup, takeKey } from '../../../src/verify/verify.ts'
import { deaths, remember } from '../../fault/death.ts'
import { codesOf, otherKeys as fresh, keys as old, openShop, policyOf, type Shop } from '../shop.ts'

const { signal } = new AbortController()
const both = `${old.secret} ${fresh.secret}`

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  await shop.run('backup')
  shop.world.advance(3600_000)
  await shop.file('data/three.txt', 'three\n')
  await shop.run('backup')
  await recipients(fresh.recipient)
})
afterEach(() => shop[Symbol.asyncDispose]())

const recipients = (...keys: string[]) =>
  shop.policy(policyOf(shop.path('data')).replace(old.recipient, keys.join(', ')))
const rotate = (secret = old.secret, to?: string) =>
  shop.run(
    'keys',
    { words: ['rotate'], ...(to ? { to: [to] } : {}) },
    { env: { ...shop.env, BACKPROOF_SECRET_KEY: secret } },
  )

/** Opens every part of every copy with these keys. */
async function openAll(secrets: string, stores: readonly string[] = ['a', 'b']): Promise<number> {
  const { entries } = await shop.catalog()
  for (const entry of entries) for (const name of stores) await openCopy(entry, name, secrets)
  return entries.length
}

async function openCopy({ manifest }: Entry, name: string, secrets: string): Promise<void> {
  const place = { name, store: shop.stores[name] as NonNullable<(typeof shop.stores)[string]> }
  const opened = await openBackup(
    place,
    manifest,
    await takeKey(place, manifest, parseSecretKeys(secrets), signal),
    signal,
  )
  for (const part of opened.parts) await drain(await opened.open(part))
}

const idOf = (store: string, key: string) =>
  parseKeyObject(shop.stores[store]?.objects.get(key) ?? new Uint8Array(0)).id
const keyObjects = (store: string) => shop.objects(store).filter((key) => key.includes('/keys/'))
const bytesIn = (store: string, key: string) =>
  Buffer.from(shop.stores[store]?.objects.get(key) ?? []).toString('base64')
const others = () =>
  ['a', 'b'].flatMap((store) =>
    shop.objects(store).flatMap((key) => (key.includes('/keys/') ? [] : [`${store} ${key} ${bytesIn(store, key)}`])),
  )

describe('keys rotate', () => {
  test('seals every copy to the recipients of the policy alone, and touches nothing but key objects', async () => {
    const before = others()
    const result = await rotate()
    expect(result.problems).toEqual([])
    expect(result.json).toMatchObject({
      rotated: 2,
      already: 0,
      failed: [],
      recipients: [fingerprint(fresh.recipient)],
    })
    expect(others()).toEqual(before)
    expect(await openAll(fresh.secret)).toBe(2)
    await expect(openAll(old.secret)).rejects.toMatchObject({ code: 'key-wrong' })
    for (const key of keyObjects('a')) expect(bytesIn('b', key)).toBe(bytesIn('a', key))
    expect(
      [...(shop.stores['b']?.objects.keys() ?? [])].some((key) => /\/runs\/.*\.rotate\.succeeded\.json$/.test(key)),
    ).toBe(true)
  })

  test('does nothing the second time, also without the new secret key', async () => {
    await rotate()
    const puts: string[] = []
    shop.wrap((store) => ({
      ...store,
      put: (key, body, options) => {
        if (!key.endsWith('lease.json')) puts.push(key)
        return store.put(key, body, options)
      },
    }))
    for (const secret of [old.secret, fresh.secret, both])
      expect((await rotate(secret)).json).toMatchObject({ rotated: 0, already: 2, failed: [] })
    expect(puts).toEqual([])
  })

  test('that dies at any call to a store leaves every backup open to the old key or the new one, and is taken up again', async () => {
    const back = remember(shop)
    let calls = 0
    for (const death of deaths()) {
      back()
      shop.wrap(death.wrap)
      await rotate().catch(() => {})
      shop.wrap(undefined)
      if (!death.met) break
      calls = death.nth
      expect(await openAll(both), `killed ${death.what}`).toBe(2)
      // Its leases have expired.
      shop.world.advance(6 * 60_000)
      const again = await rotate()
      expect([again.problems, (again.json as { failed: unknown }).failed], `after ${death.what}`).toEqual([[], []])
      expect(await openAll(fresh.secret)).toBe(2)
      for (const key of keyObjects('a')) expect(bytesIn('b', key)).toBe(bytesIn('a', key))
    }
    expect(calls).toBeGreaterThan(30)
  })

  test('with a key that opens nothing changes nothing, and says which key is needed', async () => {
    const before = keyObjects('a').map((key) => bytesIn('a', key))
    await recipients(old.recipient, fresh.recipient)
    const result = await rotate(fresh.secret)
    expect(codesOf(result)).toEqual(['key-wrong'])
    expect(result.text({ colour: false, width: 200 })).toContain(`is sealed to ${fingerprint(old.recipient)}`)
    expect(keyObjects('a').map((key) => bytesIn('a', key))).toEqual(before)
  })

  test('takes no key object for a backup’s that opens nothing of it', async () => {
    const [key = ''] = keyObjects('b')
    const { id } = parseKeyObject(shop.stores['b']?.objects.get(key) ?? new Uint8Array(0))
    const planted = boxDataKey(id, newDataKey(), [old.recipient])
    const before = bytesIn('a', key)
    shop.stores['b']?.objects.set(key, Buffer.from(planted))
    const result = await rotate()
    expect(codesOf(result)).toEqual(['object-damaged'])
    expect(result.json).toMatchObject({ rotated: 1, failed: [{ what: id }] })
    expect(bytesIn('a', key)).toBe(before)
    shop.stores['a']?.objects.set(key, Buffer.from(planted))
    expect((await rotate()).json).toMatchObject({
      rotated: 0,
      already: 1,
      failed: [{ what: id, code: 'object-damaged' }],
    })
    expect(bytesIn('a', key)).toBe(Buffer.from(planted).toString('base64'))
  })

  test('leaves alone what the key does not open in one store, and seals the others', async () => {
    const [key = ''] = keyObjects('b')
    const { id } = parseKeyObject(shop.stores['b']?.objects.get(key) ?? new Uint8Array(0))
    const strange = boxDataKey(id, newDataKey(), [fresh.recipient])
    shop.stores['b']?.objects.set(key, Buffer.from(strange))
    const result = await rotate()
    expect(codesOf(result)).toEqual(['key-wrong'])
    expect(bytesIn('b', key)).toBe(Buffer.from(strange).toString('base64'))
    expect(await openAll(fresh.secret, ['a'])).toBe(2)
  })

  test('names a store whose key object has a box that does not open, and seals the copies in the others', async () => {
    const [key = ''] = keyObjects('b')
    const { id, boxes } = parseKeyObject(boxDataKey(idOf('b', key), newDataKey(), [fresh.recipient]))
    const broken = sealedKeyObject({ id, boxes: boxes.map((box) => ({ ...box, to: fingerprint(old.recipient) })) })
    shop.stores['b']?.objects.set(key, Buffer.from(broken))
    const result = await rotate()
    expect(result.problems).toMatchObject([
      { code: 'object-damaged', message: expect.stringContaining(`${id} in b is`) },
    ])
    expect(bytesIn('b', key)).toBe(Buffer.from(broken).toString('base64'))
    expect(await openAll(fresh.secret, ['a'])).toBe(2)
  })

  test('puts the old key object back where a store gives back other bytes', async () => {
    const bad = new Map<string, number>()
    shop.wrap((store, name) => ({
      ...store,
      put: async (key, body, options) => {
        if (name !== 'b' || !key.includes('/keys/')) return store.put(key, body, options)
        bad.set(key, (bad.get(key) ?? 0) + 1)
        const spoiled = bad.get(key) === 1 ? Buffer.concat([body as Uint8Array, Buffer.from(' ')]) : body
        return store.put(key, spoiled, options)
      },
    }))
    const before = keyObjects('b').map((key) => bytesIn('b', key))
    const result = await rotate()
    expect(codesOf(result)).toEqual(['object-damaged'])
    expect(keyObjects('b').map((key) => bytesIn('b', key))).toEqual(before)
    expect(await openAll(both)).toBe(2)
    shop.wrap(undefined)
    expect((await rotate(both)).problems).toEqual([])
    expect(await openAll(fresh.secret)).toBe(2)
  })

  test('does not bring back a key object that was removed meanwhile', async () => {
    const [key = ''] = keyObjects('b')
    shop.wrap((store, name) => ({
      ...store,
      put: async (at, body, options) => {
        if (name === 'b' && at === key) await store.remove([key], signal)
        return store.put(at, body, options)
      },
    }))
    expect(codesOf(await rotate())).toEqual(['store-changed'])
    expect(keyObjects('b')).not.toContain(key)
  })

  test('is for recipients of the policy only', async () => {
    await expect(rotate(old.secret, old.recipient)).rejects.toMatchObject({
      code: 'usage',
      hint: expect.stringContaining('encryption.recipients'),
    })
    await expect(rotate(old.secret, old.secret)).rejects.toMatchObject({ code: 'key-invalid' })
    await recipients(old.recipient, fresh.recipient)
    expect((await rotate(old.secret, fresh.recipient)).json).toMatchObject({ rotated: 2 })
    await expect(openAll(old.secret)).rejects.toMatchObject({ code: 'key-wrong' })
  })

  test('reaches backups of sources that have left the policy, and deleted ones', async () => {
    const [newest] = (await shop.catalog()).entries
    await shop.run('delete', { id: [newest?.id ?? ''] })
    const text = policyOf(shop.path('data')).replace(old.recipient, fresh.recipient)
    await shop.policy(text.replace('  files:', '  renamed:'))
    expect((await rotate()).json).toMatchObject({ rotated: 2, failed: [], sources: [{ source: 'files' }] })
    expect(await openAll(fresh.secret)).toBe(2)
  })

  test('does not write where another run is writing, and says so', async () => {
    await using _ = await acquireLease(shop.stores['a'] as Store, 'files', {
      ...{ holder: 'another run', now: shop.world.now, signal },
    })
    const before = keyObjects('a').map((key) => bytesIn('a', key))
    expect(codesOf(await rotate())).toEqual(['lease-held'])
    expect(keyObjects('a').map((key) => bytesIn('a', key))).toEqual(before)
  })
})

describe('keys check', () => {
  const check = () => shop.run('keys', { words: ['check'] })

  test('tells who can open what, and fails where that is not who the policy names', async () => {
    const result = await check()
    expect(codesOf(result)).toEqual(['gate-unmet'])
    expect(result.json).toMatchObject({
      keys: [
        { fingerprint: fingerprint(fresh.recipient), recipient: fresh.recipient, inPolicy: true, opens: 0 },
        { fingerprint: fingerprint(old.recipient), inPolicy: false, opens: 2, alone: 2 },
      ],
    })
    await rotate()
    const after = await check()
    expect(after.problems).toEqual([])
    expect(after.json).toMatchObject({ findings: [], keys: [{ opens: 2, alone: 2 }] })
  })

  test('names a key object that cannot be read, and a store', async () => {
    const [key = ''] = keyObjects('b')
    shop.stores['b']?.objects.set(key, Buffer.from('{}'))
    expect(codesOf(await check())).toContain('object-damaged')
  })
})
