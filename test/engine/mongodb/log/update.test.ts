import { BSON } from 'mongodb'
import { describe, expect, test } from 'vitest'
import { updateOf } from '../../../../src/engine/mongodb/log/document/update.ts'

const { Decimal128, Double, Int32, Long } = BSON
const bytes = (document: object) => Buffer.from(BSON.serialize(document))

function after(document: object | Map<string, unknown>, update: object): Buffer {
  const made = updateOf(bytes(update))
  return made.kind === 'whole' ? made.document : made.apply(bytes(document))
}

/** In the order of their fields, and with the types of their values. */
const expectSame = (found: Buffer, wanted: object) => expect(found.toString('hex')).toBe(bytes(wanted).toString('hex'))

const delta = (diff: object) => ({ $v: new Int32(2), diff })

describe('a change that is logged as a difference', () => {
  test.each<[string, object, object, object]>([
    ['gives a field another value, in its place', { _id: 1, a: 1, b: 2 }, { u: { a: 'x' } }, { _id: 1, a: 'x', b: 2 }],
    [
      'adds fields at the end, also those that it thinks are there',
      { _id: 1 },
      { u: { c: 3 }, i: { a: 1, b: 2 } },
      { _id: 1, c: 3, a: 1, b: 2 },
    ],
    [
      'moves a field to the end that it adds and that is there',
      { _id: 1, a: 1, b: 2 },
      { i: { a: 5 } },
      { _id: 1, b: 2, a: 5 },
    ],
    [
      'takes fields away, and those that are not there',
      { _id: 1, a: 1, b: 2 },
      { d: { a: false, z: false } },
      { _id: 1, b: 2 },
    ],
    [
      'goes into a document, and into one in it',
      { _id: 1, a: { b: { c: 1, d: 2 }, e: 3 }, z: 0 },
      { sa: { u: { e: 4 }, sb: { d: { c: false }, i: { f: 5 } } } },
      { _id: 1, a: { b: { d: 2, f: 5 }, e: 4 }, z: 0 },
    ],
    ['does nothing inside of a document that is not there', { _id: 1 }, { sa: { u: { e: 4 } } }, { _id: 1 }],
    ['makes null of what is no document any more', { _id: 1, a: 7 }, { sa: { u: { e: 4 } } }, { _id: 1, a: null }],
    [
      'makes null of a document that was an array',
      { _id: 1, a: { 0: 1 } },
      { sa: { a: true, u0: 4 } },
      { _id: 1, a: null },
    ],
    [
      'gives a place of an array another value',
      { _id: 1, a: [1, 2, 3] },
      { sa: { a: true, u1: 'x' } },
      { _id: 1, a: [1, 'x', 3] },
    ],
    ['appends to an array', { _id: 1, a: [1] }, { sa: { a: true, u1: 2, u2: 3 } }, { _id: 1, a: [1, 2, 3] }],
    ['fills an array up to a place', { _id: 1, a: [1] }, { sa: { a: true, u3: 4 } }, { _id: 1, a: [1, null, null, 4] }],
    ['cuts an array off', { _id: 1, a: [1, 2, 3] }, { sa: { a: true, l: new Int32(1) } }, { _id: 1, a: [1] }],
    ['makes an array longer', { _id: 1, a: [] }, { sa: { a: true, l: new Int32(2) } }, { _id: 1, a: [null, null] }],
    [
      'goes into a document in an array, and into an array in it',
      { _id: 1, a: [{ b: 1 }, { c: [1, 2] }] },
      { sa: { a: true, s0: { u: { b: 2 } }, s1: { sc: { a: true, l: new Int32(3), u2: 3 } } } },
      { _id: 1, a: [{ b: 2 }, { c: [1, 2, 3] }] },
    ],
    [
      'makes null of a place that is too far for it',
      { _id: 1, a: [] },
      { sa: { a: true, s1: { u: { b: 2 } } } },
      { _id: 1, a: [null, null] },
    ],
    [
      'knows a field called as its own sections are',
      { _id: 1, d: { u: 1 }, s: [0] },
      { sd: { u: { u: 2 } }, ss: { a: true, u0: 1 } },
      { _id: 1, d: { u: 2 }, s: [1] },
    ],
  ])('%s', (_what, document, diff, wanted) => {
    expectSame(after(document, delta(diff)), wanted)
    const once = after(document, delta(diff))
    expect(updateOf(bytes(delta(diff)))).toMatchObject({ kind: 'change' })
    const twice = updateOf(bytes(delta(diff)))
    if (twice.kind === 'change') expect(twice.apply(once)).toEqual(once)
  })

  test('leaves what it does not name as it is, to the byte: types and order', () => {
    const rest = new Map<string, unknown>([
      ['_id', 1],
      ['10', new Long(1)],
      ['2', new Double(2)],
      ['decimal', Decimal128.fromString('1.10')],
      ['a', 0],
      ['regex', /x/i],
      ['min', new BSON.MinKey()],
      ['code', new BSON.Code('x', { y: 1 })],
      ['ref', new BSON.DBRef('a', new BSON.ObjectId('64b7f0c0a1b2c3d4e5f60718'))],
    ])
    const wanted = new Map(rest).set('a', 1)
    expect(after(rest, delta({ u: { a: 1 } }))).toEqual(Buffer.from(BSON.serialize(wanted)))
  })

  test.each([
    ['a section', { x: { a: 1 } }],
    ['a binary difference', { b: { a: { o: 0, d: 'x' } } }],
    ['something of an array', { sa: { a: true, x1: 1 } }],
  ])('fails for %s that it does not know', (_what, diff) => {
    expect(() => after({ _id: 1, a: [1] }, delta(diff))).toThrow(/does not know/)
  })
})

describe('random documents', () => {
  const random = (seed: number) => () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    return seed / 2 ** 31
  }
  type Value = number | string | null | Value[] | { [name: string]: Value }
  const any = (next: () => number, depth: number): Value => {
    const kind = Math.floor(next() * (depth > 0 ? 6 : 3))
    if (kind === 0) return Math.floor(next() * 100)
    if (kind === 1) return `t${Math.floor(next() * 100)}`
    if (kind === 2) return null
    if (kind === 3) return Array.from({ length: Math.floor(next() * 4) }, () => any(next, depth - 1))
    return record(next, depth - 1)
  }
  const record = (next: () => number, depth: number): { [name: string]: Value } =>
    Object.fromEntries(['a', 'b', 'c', 'd'].filter(() => next() > 0.4).map((name) => [name, any(next, depth)]))
  const isRecord = (value: Value | undefined): value is { [name: string]: Value } =>
    typeof value === 'object' && value !== null && !Array.isArray(value)

  /** As a server logs it, and what the document is then: what is new comes last. */
  function diffOf(
    from: { [name: string]: Value },
    to: { [name: string]: Value },
  ): [BSON.Document, { [name: string]: Value }] {
    const [d, u, i, s]: [BSON.Document, BSON.Document, BSON.Document, BSON.Document] = [{}, {}, {}, {}]
    const result: { [name: string]: Value } = {}
    for (const [name, value] of Object.entries(from)) {
      const other = to[name]
      if (other === undefined) d[name] = false
      else if (isRecord(value) && isRecord(other)) [s[`s${name}`], result[name]] = diffOf(value, other)
      else if (Array.isArray(value) && Array.isArray(other)) [s[`s${name}`], result[name]] = arrayDiffOf(value, other)
      else [u[name], result[name]] = [other, other]
    }
    for (const [name, value] of Object.entries(to)) if (!(name in from)) [i[name], result[name]] = [value, value]
    return [{ d, u, i, ...s }, result]
  }
  function arrayDiffOf(from: Value[], to: Value[]): [BSON.Document, Value[]] {
    const diff: BSON.Document = { a: true, l: new Int32(to.length) }
    const result = to.map((value, at) => {
      const before = from[at]
      if (isRecord(before) && isRecord(value)) {
        const [inner, then] = diffOf(before, value)
        diff[`s${at}`] = inner
        return then
      }
      diff[`u${at}`] = value
      return value
    })
    return [diff, result]
  }

  test('become what they were changed to, and stay that when it is applied again', () => {
    const next = random(42)
    for (let n = 0; n < 500; n++) {
      const [from, to] = [record(next, 3), record(next, 3)]
      const [diff, wanted] = diffOf(from, to)
      const once = after({ _id: 1, ...from }, delta(diff))
      expectSame(once, { _id: 1, ...wanted })
      const again = updateOf(bytes(delta(diff)))
      if (again.kind === 'change') expect(again.apply(once)).toEqual(once)
    }
  })
})

describe('a change that is logged by operators', () => {
  test.each<[string, object, object, object]>([
    [
      'sets fields in their place and at the end',
      { _id: 1, a: 1, b: 2 },
      { $set: { a: 3, c: 4 } },
      { _id: 1, a: 3, b: 2, c: 4 },
    ],
    [
      'sets and takes away inside of documents',
      { _id: 1, a: { b: 1, c: 2 } },
      { $set: { 'a.d': 3 }, $unset: { 'a.b': true } },
      { _id: 1, a: { c: 2, d: 3 } },
    ],
    ['makes the documents on its way', { _id: 1 }, { $set: { 'a.b.c': 1 } }, { _id: 1, a: { b: { c: 1 } } }],
    [
      'sets a place of an array, and one behind its end',
      { _id: 1, a: [1, 2] },
      { $set: { 'a.0': 9, 'a.3': 4 } },
      { _id: 1, a: [9, 2, null, 4] },
    ],
    ['leaves a hole in an array', { _id: 1, a: [1, 2] }, { $unset: { 'a.0': 1 } }, { _id: 1, a: [null, 2] }],
    ['does not go into what is no document any more', { _id: 1, a: 7 }, { $set: { 'a.b': 1 } }, { _id: 1, a: 7 }],
    ['may set all of a document', { _id: 1, a: 7 }, { $set: { _id: 1, a: 8, b: 9 } }, { _id: 1, a: 8, b: 9 }],
  ])('%s', (_what, document, operators, wanted) => {
    const update = { $v: new Int32(1), ...operators }
    const once = after(document, update)
    expectSame(once, wanted)
    const again = updateOf(bytes(update))
    if (again.kind === 'change') expect(again.apply(once)).toEqual(once)
  })

  test('fails for an operator that no server logs, and for a version that is not known', () => {
    expect(() => after({ _id: 1 }, { $v: new Int32(1), $inc: { a: 1 } })).toThrow(/\$inc/)
    expect(() => after({ _id: 1 }, { $v: new Int32(3), diff: {} })).toThrow(/version 3/)
  })
})

test('a whole document replaces the one before, also one that has a field called $v', () => {
  expectSame(after({ _id: 1, a: 1 }, { _id: 1, b: 2 }), { _id: 1, b: 2 })
  expectSame(after({ _id: 1, a: 1 }, { _id: 1, $v: 2, diff: {} }), { _id: 1, $v: 2, diff: {} })
})
