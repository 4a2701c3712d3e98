import { BSON } from 'mongodb'
import { describe, expect, test } from 'vitest'
import type { Collection } from '../stand-in.ts'
import { Story, uuid } from './story.ts'

const { Int32, Long, Timestamp } = BSON

const notes = (...documents: BSON.Document[]): Readonly<Record<string, Collection>> => ({ notes: { documents } })

describe('documents', () => {
  test('are inserted, changed, replaced and deleted, up to the moment and no further', async () => {
    await using story = new Story()
    await story.backUp(notes({ _id: 1, a: { b: 1 } }, { _id: 2 }))
    story.op('i', 'notes', { _id: 3, text: 'new' })
    story.op('u', 'notes', { $v: new Int32(2), diff: { sa: { u: { b: 2 } } } }, { _id: 1 })
    story.op('u', 'notes', { $v: new Int32(1), $set: { c: 5 } }, { _id: 1 })
    story.op('d', 'notes', { _id: 2 })
    story.op('u', 'notes', { _id: 3, text: 'replaced' }, { _id: 3 })
    story.op('u', 'notes', { $v: new Int32(2), diff: { i: { more: true } } }, { _id: 3 })
    const states = await Promise.all([0, 1, 2, 3, 4, 5, 6].map(async (n) => (await story.play(n)).documents('notes')))
    expect(states).toEqual([
      [{ _id: 1, a: { b: 1 } }, { _id: 2 }],
      [{ _id: 1, a: { b: 1 } }, { _id: 2 }, { _id: 3, text: 'new' }],
      [{ _id: 1, a: { b: 2 } }, { _id: 2 }, { _id: 3, text: 'new' }],
      [{ _id: 1, a: { b: 2 }, c: 5 }, { _id: 2 }, { _id: 3, text: 'new' }],
      [
        { _id: 1, a: { b: 2 }, c: 5 },
        { _id: 3, text: 'new' },
      ],
      [
        { _id: 1, a: { b: 2 }, c: 5 },
        { _id: 3, text: 'replaced' },
      ],
      [
        { _id: 1, a: { b: 2 }, c: 5 },
        { _id: 3, text: 'replaced', more: true },
      ],
    ])
  })

  test('that the backup has as they were later become what they were at its end', async () => {
    await using story = new Story()
    // Read at the end, while these were logged.
    await story.backUp(notes({ _id: 1, list: [2, 3], gone: null }), () => {
      story.op('i', 'notes', { _id: 1, list: [1] })
      story.op('u', 'notes', { $v: new Int32(2), diff: { slist: { a: true, u1: 3 } } }, { _id: 1 })
      story.op('u', 'notes', { $v: new Int32(2), diff: { slist: { a: true, u0: 2 }, i: { gone: null } } }, { _id: 1 })
      story.op('i', 'notes', { _id: 2 })
      story.op('u', 'notes', { $v: new Int32(2), diff: { u: { a: 1 } } }, { _id: 7 })
      story.op('d', 'notes', { _id: 2 })
    })
    story.op('i', 'notes', { _id: 3 })
    expect((await story.play()).documents('notes')).toEqual([{ _id: 1, list: [2, 3], gone: null }, { _id: 3 }])
  })

  test('that are changed, and neither in the backup nor in the log, end the restore', async () => {
    await using story = new Story()
    await story.backUp(notes({ _id: 1 }))
    story.op('u', 'notes', { $v: new Int32(2), diff: { u: { a: 1 } } }, { _id: 7 })
    await expect(story.play()).rejects.toMatchObject({
      code: 'object-damaged',
      message: expect.stringContaining('notes'),
    })
  })

  test('of a capped collection may be missing', async () => {
    await using story = new Story()
    await story.backUp({ notes: { options: { capped: true, size: 4096 }, documents: [{ _id: 1 }] } })
    story.op('u', 'notes', { $v: new Int32(2), diff: { u: { a: 1 } } }, { _id: 7 })
    expect((await story.play()).documents('notes')).toEqual([{ _id: 1 }])
  })

  test('of thousands of entries are written once each', async () => {
    await using story = new Story()
    await story.backUp(notes())
    for (let n = 0; n < 3000; n++) {
      story.op('i', 'notes', { _id: n })
      story.op('u', 'notes', { $v: new Int32(2), diff: { i: { n } } }, { _id: n })
    }
    const keeper = await story.play()
    expect(keeper.documents('notes')).toEqual(Array.from({ length: 3000 }, (_, n) => ({ _id: n, n })))
    expect(keeper.commands.filter((one) => one === 'update notes').length).toBeLessThanOrEqual(6)
  })
})

describe('transactions', () => {
  const insert = (_id: number) => ({ op: 'i', ns: 'shop.notes', ui: uuid('notes'), o: { _id } })
  const foreign = { op: 'i', ns: 'other.notes', ui: uuid('elsewhere'), o: { _id: 9 } }

  test('in one entry are done as one, without what is of other databases', async () => {
    await using story = new Story()
    await story.backUp(notes())
    story.transaction({ applyOps: [insert(1), foreign, insert(2)] }, undefined)
    expect((await story.play(0)).documents('notes')).toEqual([])
    expect((await story.play(1)).documents('notes')).toEqual([{ _id: 1 }, { _id: 2 }])
  })

  test('in several entries are done with the last of them', async () => {
    await using story = new Story()
    await story.backUp(notes())
    const one = story.transaction({ applyOps: [insert(1)], partialTxn: true }, undefined)
    const two = story.transaction({ applyOps: [insert(2)], partialTxn: true }, one['ts'])
    story.op('i', 'notes', { _id: 7 })
    story.transaction({ applyOps: [insert(3)], count: Long.fromNumber(3) }, two['ts'])
    expect((await story.play(3)).documents('notes')).toEqual([{ _id: 7 }])
    expect((await story.play(4)).documents('notes')).toEqual([7, 1, 2, 3].map((_id) => ({ _id })))
  })

  test('that were prepared are done when they are committed, and not at all when they are aborted', async () => {
    await using story = new Story()
    await story.backUp(notes())
    const one = story.transaction({ applyOps: [insert(1)], prepare: true }, undefined)
    story.transaction({ commitTransaction: 1, commitTimestamp: one['ts'] }, one['ts'])
    const two = story.transaction({ applyOps: [insert(2)], prepare: true }, undefined, {
      txnNumber: Long.fromNumber(2),
    })
    story.transaction({ abortTransaction: 1 }, two['ts'], { txnNumber: Long.fromNumber(2) })
    expect((await story.play(1)).documents('notes')).toEqual([])
    expect((await story.play()).documents('notes')).toEqual([{ _id: 1 }])
  })

  test('of which a part is missing end the restore', async () => {
    await using story = new Story()
    await story.backUp(notes())
    story.transaction({ commitTransaction: 1 }, new Timestamp({ t: 5, i: 5 }))
    await expect(story.play()).rejects.toMatchObject({ message: expect.stringContaining('5.5, which is missing') })
  })

  test('are not what a server has logged as one for speed', async () => {
    await using story = new Story()
    await story.backUp(notes())
    story.transaction({ applyOps: [insert(1)] }, new Timestamp({ t: 5, i: 5 }), { multiOpType: new Int32(1) })
    expect((await story.play()).documents('notes')).toEqual([{ _id: 1 }])
  })
})

describe('collections', () => {
  test('are made, renamed and dropped, and what is done to them follows them', async () => {
    await using story = new Story()
    await story.backUp(notes({ _id: 1 }))
    story.command({ create: 'more', idIndex: { v: 2, key: { _id: 1 }, name: '_id_' }, validator: { a: 1 } }, 'more')
    story.op('i', 'more', { _id: 5 })
    story.command({ renameCollection: 'shop.notes', to: 'shop.old', stayTemp: false }, 'notes')
    story.op('i', 'old', { _id: 2 }, undefined, 'notes')
    story.command({ renameCollection: 'shop.more', to: 'shop.old', stayTemp: false, dropTarget: uuid('notes') }, 'more')
    story.command({ drop: 'old' }, 'more', { o2: { numRecords: 1 } })
    const at = await Promise.all([2, 4, 5, 6].map((n) => story.play(n)))
    expect(at.map(({ collections }) => [...collections.keys()])).toEqual([
      ['notes', 'more'],
      ['more', 'old'],
      ['old'],
      [],
    ])
    expect(at[0]?.made.get('more')).toEqual({ validator: { a: 1 } })
    expect(at[1]?.documents('old')).toEqual([{ _id: 1 }, { _id: 2 }])
    expect(at[2]?.documents('old')).toEqual([{ _id: 5 }])
  })

  test('that were renamed while the backup ran are not taken for others of the same name', async () => {
    await using story = new Story()
    // When it was read, "draft" was "notes" already, and another one was "draft".
    await story.backUp({ notes: { documents: [{ _id: 1 }, { _id: 2 }] }, draft: { documents: [] } }, () => {
      story.op('i', 'draft', { _id: 2 }, undefined, 'notes')
      story.command(
        { renameCollection: 'shop.draft', to: 'shop.notes', stayTemp: false, dropTarget: uuid('before') },
        'notes',
      )
      story.command({ create: 'draft' }, 'draft')
      story.op('i', 'brief', { _id: 9 })
      story.command({ drop: 'brief' }, 'brief')
    })
    story.op('i', 'notes', { _id: 3 })
    story.op('i', 'draft', { _id: 4 })
    const keeper = await story.play()
    expect(keeper.documents('notes')).toEqual([{ _id: 1 }, { _id: 2 }, { _id: 3 }])
    expect(keeper.documents('draft')).toEqual([{ _id: 4 }])
    expect(keeper.commands.filter((one) => /rename|drop/.test(one))).toEqual([])
  })

  test("of stored functions are a person's, and come back", async () => {
    await using story = new Story()
    await story.backUp(notes())
    story.command({ create: 'system.js' }, 'system.js')
    story.op('i', 'system.js', { _id: 'add', value: new BSON.Code('(a, b) => a + b') })
    expect((await story.play()).documents('system.js')).toMatchObject([{ _id: 'add' }])
  })

  test('that neither the backup nor the log has end the restore, and time series are left out', async () => {
    await using story = new Story()
    await story.backUp(notes())
    story.command({ create: 'system.buckets.weather', timeseries: { timeField: 'at' } }, 'weather')
    story.op('i', 'system.buckets.weather', { _id: 1 }, undefined, 'weather')
    story.op(
      'i',
      'system.views',
      { _id: 'shop.weather', viewOn: 'system.buckets.weather', pipeline: [] },
      undefined,
      'views',
    )
    expect([...(await story.play()).collections.keys()]).toEqual(['notes'])
    story.op('i', 'unknown', { _id: 1 })
    await expect(story.play()).rejects.toMatchObject({ message: expect.stringContaining('shop.unknown') })
  })

  test('have the indexes and options that they had at the moment, made when all documents are there', async () => {
    await using story = new Story()
    await story.backUp({
      notes: {
        documents: [{ _id: 1 }],
        indexes: [
          { v: 2, key: { a: 1 }, name: 'a' },
          { v: 2, key: { at: 1 }, name: 'ttl', expireAfterSeconds: 60 },
        ],
      },
    })
    story.command({ createIndexes: 'notes', v: 2, key: { b: 1 }, name: 'b', unique: true }, 'notes')
    story.command({ startIndexBuild: 'notes', indexBuildUUID: uuid('x'), indexes: [] }, 'notes')
    story.command(
      { commitIndexBuild: 'notes', indexBuildUUID: uuid('x'), indexes: [{ v: 2, key: { c: 1 }, name: 'c' }] },
      'notes',
    )
    story.command({ dropIndexes: 'notes', index: 'a' }, 'notes', { o2: { v: 2, key: { a: 1 }, name: 'a' } })
    story.command({ collMod: 'notes', index: { name: 'ttl', expireAfterSeconds: Long.fromNumber(90) } }, 'notes')
    story.command({ collMod: 'notes', validationLevel: 'off' }, 'notes')
    story.op('i', 'notes', { _id: 2 })
    const keeper = await story.play()
    expect(keeper.indexes.get('notes')).toMatchObject([
      { name: 'ttl', expireAfterSeconds: Long.fromNumber(90) },
      { name: 'b', unique: true },
      { name: 'c' },
    ])
    expect(keeper.commands.slice(-2)).toEqual(['update notes', 'createIndexes notes'])
    expect(keeper.commands.filter((one) => one.startsWith('collMod'))).toEqual(['collMod notes'])
    expect((await story.play(0)).indexes.get('notes')).toMatchObject([
      { name: 'a' },
      { name: 'ttl', expireAfterSeconds: 60 },
    ])
  })

  test('may be views, which are made last', async () => {
    await using story = new Story()
    await story.backUp({ ...notes(), first: { type: 'view', options: { viewOn: 'notes', pipeline: [] } } })
    story.op(
      'i',
      'system.views',
      { _id: 'shop.second', viewOn: 'notes', pipeline: [{ $match: {} }] },
      undefined,
      'views',
    )
    story.op('d', 'system.views', { _id: 'shop.first' }, undefined, 'views')
    expect([...(await story.play(1)).made.keys()]).toEqual(['notes', 'first', 'second'])
    const keeper = await story.play()
    expect([...keeper.made.keys()]).toEqual(['notes', 'second'])
    expect(keeper.made.get('second')).toEqual({ viewOn: 'notes', pipeline: [{ $match: {} }] })
  })

  test('cannot be played back of a command that is not known, which is named', async () => {
    await using story = new Story()
    await story.backUp(notes())
    story.command({ upgradeSomething: 'notes' }, 'notes')
    await expect(story.play()).rejects.toMatchObject({
      code: 'restore-failed',
      message: expect.stringContaining('upgradeSomething'),
      hint: expect.stringContaining('before it'),
    })
    expect((await story.play(0)).documents('notes')).toEqual([])
  })
})
