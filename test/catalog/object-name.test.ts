import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  encodeTime,
  isId,
  levels,
  makeId,
  objectName,
  parseObjectName,
  parseTime,
  restoredSource,
  restoreIdOf,
  sourceOf,
  sourceOfFolder,
} from '../../src/catalog/object-name.ts'
import { memberName } from '../../src/policy/policy.ts'

const times = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
const plain = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,62}$/)
/** Also those of one database of a server, whatever that is called. */
const sources = fc.oneof(
  plain,
  fc
    .tuple(plain, fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }))
    .map(([group, name]) => memberName(group, name)),
)

describe('names of objects', () => {
  test('a time is written in a form that is allowed in a name, and is read back to the millisecond', () => {
    expect(encodeTime(new Date('2026-02-14T09:15:30.123Z'), 456)).toBe('2026-02-14T09-15-30.123456Z')
    fc.assert(
      fc.property(times, fc.nat(999), (at, micros) => void expect(parseTime(encodeTime(at, micros))).toEqual(at)),
    )
  })

  test('an id gives back its source, whatever dashes and dots the source name contains', () => {
    fc.assert(
      fc.property(
        sources,
        times,
        fc.nat(999),
        (source, at, micros) => void expect(sourceOf(makeId(source, at, micros))).toBe(source),
      ),
    )
  })

  test('every name that is built is parsed back to the same object', () => {
    fc.assert(
      fc.property(sources, times, fc.constantFrom(...levels), plain, fc.boolean(), (source, at, level, store, good) => {
        const id = makeId(source, at, 1)
        const read = (key: string) => parseObjectName(source, key)
        expect(read(objectName.data(source, id, 'dump.pgc'))).toEqual({ kind: 'data', id, part: 'dump.pgc' })
        expect(read(objectName.key(source, id))).toEqual({ kind: 'key', id })
        expect(read(objectName.signature(source, id))).toEqual({ kind: 'signature', id })
        expect(read(objectName.manifest(source, id))).toEqual({ kind: 'manifest', id })
        expect(read(objectName.hold(source, id))).toEqual({ kind: 'hold', id })
        const [token, event] = ['00c0ffee', good ? 'completed' : 'failed'] as const
        expect(read(objectName.restore(source, { backup: id, at, token }, event))).toEqual({
          ...{ kind: 'restore', id, at, token, event },
        })
        expect(restoredSource(restoreIdOf(source, at, token))).toBe(source)
        expect([restoredSource(id), isId(restoreIdOf(source, at, token))]).toEqual([undefined, false])
        expect(read(objectName.trash(source, id))).toEqual({ kind: 'trash', id })
        expect(read(objectName.proof(source, id, at, level, store, good ? 'passed' : 'failed'))).toEqual({
          kind: 'proof',
          id,
          at,
          level,
          store,
          passed: good,
        })
        expect(read(objectName.run(source, at, id, good ? 'succeeded' : 'failed'))).toEqual({
          kind: 'run',
          id,
          at,
          succeeded: good,
        })
        const named = read(objectName.run(source, at, id, good ? 'succeeded' : 'failed', 'backup'))
        expect(named).toEqual({ kind: 'run', id, at, succeeded: good, command: 'backup' })
        const moment = read(objectName.run(source, at, id, good ? 'succeeded' : 'failed', 'point-in-time'))
        expect(moment).toEqual({ kind: 'run', id, at, succeeded: good, command: 'point-in-time' })
        expect(read(objectName.aside(source, id, 'files.tar.2'))).toEqual({ kind: 'aside', id, part: 'files.tar.2' })
        expect(read(objectName.asideMark(source, id))).toEqual({ kind: 'aside-mark', id })
        expect(read(objectName.lease(source))).toEqual({ kind: 'lease' })
      }),
    )
  })

  test.each([
    'orders/data/orders-2026-02-14T09-15-30.123456Z/../../x',
    'orders/manifests/customers-2026-02-14T09-15-30.123456Z.json',
    'orders/manifests/.json',
    'orders/unknown/orders-2026-02-14T09-15-30.123456Z.json',
    'customers/lease.json',
    'orders/proofs/orders-2026-02-14T09-15-30.123456Z/2026-02-14T09-15-30.123456Z.read.maybe.json',
  ])('%s is not an object of orders', (key) => {
    expect(parseObjectName('orders', key)).toBeUndefined()
  })

  test.each([
    '',
    'orders',
    '../x-2026-02-14T09-15-30.123456Z',
    'Orders-2026-02-14T09-15-30.123456Z',
    'orders-2026-02-14T09:15:30Z',
  ])('%s is not an id', (text) => {
    expect(isId(text)).toBe(false)
  })
})

describe('the folder of a database of a server', () => {
  const id = makeId('orders/tenant_7', new Date('2026-02-14T09:15:30Z'), 0)

  test('is one segment, beside the one of the source that the policy has', () => {
    expect(id).toBe('orders/tenant_7-2026-02-14T09-15-30.000000Z')
    expect(objectName.manifest('orders/tenant_7', id)).toBe(
      'orders~tenant_7/manifests/orders~tenant_7-2026-02-14T09-15-30.000000Z.json',
    )
    expect(sourceOfFolder('orders~tenant_7')).toBe('orders/tenant_7')
    expect(sourceOfFolder('orders')).toBe('orders')
    for (const strange of ['.retired', 'a~b~c', 'Orders', 'a/b', '']) expect(sourceOfFolder(strange)).toBeUndefined()
  })

  test('of databases that are called as the folders of a source are, holds nothing of that source', () => {
    for (const database of ['data', 'manifests', 'trash', 'lease.json']) {
      const source = memberName('orders', database)
      const key = objectName.manifest(source, makeId(source, new Date('2026-02-14T09:15:30Z'), 0))
      expect(key.startsWith(objectName.folder('orders'))).toBe(false)
      expect(parseObjectName('orders', key)).toBeUndefined()
      expect(parseObjectName(source, key)).toMatchObject({ kind: 'manifest' })
    }
  })

  test('fits into any store, however long the name of the database is', () => {
    const source = memberName('o'.repeat(63), 'Ä'.repeat(300))
    const at = new Date('2026-02-14T09:15:30Z')
    for (const segment of objectName.run(source, at, makeId(source, at, 0), 'succeeded').split('/'))
      expect(segment.length).toBeLessThanOrEqual(250)
  })
})
