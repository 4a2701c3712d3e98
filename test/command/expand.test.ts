import { describe, expect, test } from 'vitest'
import { expand, type Sighting } from '../../src/command/project/databases/expand.ts'
import type { Source } from '../../src/policy/policy.ts'
import { parse, withPostgres } from '../policy/example.ts'

const group = (databases: string): Source => {
  const text = withPostgres(`databases: ${databases}`).replace(/url: .*/, 'url: postgres://me@db')
  return parse(text).sources['orders'] as Source
}
const at = new Date('2026-03-02T12:00:00Z')
const nothing = { shelved: [], isPartial: false }
const expanded = (sighting: Partial<Sighting>, databases = '["tenant_*"]') => {
  const { members, gone, fresh, vanished, failure } = expand(group(databases), { ...nothing, ...sighting })
  const names = (sources: readonly Source[]) => sources.map(({ name }) => name)
  return { members: names(members), gone: names(gone), fresh, vanished, failure }
}
const failure = new Error('no')

describe('by the answer of the server', () => {
  test('there is what it names and the patterns take, and what is new is told', () => {
    const answer = { databases: ['tenant_2', 'other', 'tenant_1'] }
    expect(expanded({ answer })).toMatchObject({
      members: ['orders/tenant_1', 'orders/tenant_2'],
      fresh: ['orders/tenant_1', 'orders/tenant_2'],
      gone: [],
      vanished: [],
    })
    const listed = { at, patterns: ['tenant_*'], databases: ['tenant_1'] }
    expect(expanded({ answer, listed })).toMatchObject({ fresh: ['orders/tenant_2'], vanished: [] })
    expect(expanded({ answer, shelved: ['orders/tenant_1'] })).toMatchObject({ fresh: ['orders/tenant_2'] })
  })

  test('what it does not name is gone with its backups kept, whatever stores could not be read', () => {
    const answer = { databases: ['tenant_2'] }
    const listed = { at, patterns: ['tenant_*'], databases: ['tenant_1', 'tenant_2'] }
    const shelved = ['orders/tenant_0', 'orders/tenant_1', 'orders', 'ordersx/tenant_5']
    for (const isPartial of [true, false])
      expect(expanded({ answer, listed, shelved, isPartial })).toMatchObject({
        members: ['orders/tenant_2'],
        gone: ['orders/tenant_0', 'orders/tenant_1'],
        vanished: ['orders/tenant_1'],
      })
  })

  test('what the patterns leave out from now on has not vanished', () => {
    const answer = { databases: ['tenant_1', 'tenant_2'] }
    const listed = { at, patterns: ['tenant_*'], databases: ['tenant_1', 'tenant_2'] }
    expect(expanded({ answer, listed, shelved: ['orders/tenant_1'] }, '["tenant_*", "!tenant_1"]')).toMatchObject({
      members: ['orders/tenant_2'],
      gone: ['orders/tenant_1'],
      vanished: [],
    })
  })

  test('patterns that match nothing are a failure, and so is a server without a database', () => {
    expect(expanded({ answer: { databases: ['a', 'b'] } }).failure).toMatchObject({
      code: 'source-failed',
      message: 'none of the 2 databases on the server of orders matches tenant_*',
    })
    expect(expanded({ answer: { databases: [] } }, 'all').failure).toMatchObject({
      message: 'the server of orders has no database',
    })
  })

  test('what the server has once goes with the first by name, and with no other', () => {
    const answer = { databases: ['tenant_2', 'tenant_1', 'tenant_3'] }
    const { members } = expand(group('all'), { ...nothing, answer })
    expect(members.map(({ member }) => member?.carries)).toEqual([true, false, false])
  })
})

describe('without an answer', () => {
  test('there is what the last list names, also where nothing of it was ever backed up', () => {
    const listed = { at, patterns: ['tenant_*'], databases: ['tenant_1', 'tenant_2'] }
    expect(expanded({ listed, shelved: ['orders/tenant_1', 'orders/tenant_9'] })).toEqual({
      members: ['orders/tenant_1', 'orders/tenant_2'],
      gone: ['orders/tenant_9'],
      fresh: [],
      vanished: [],
      failure: undefined,
    })
  })

  test('nothing is gone that a list could name which was not read', () => {
    const listed = { at, patterns: ['tenant_*'], databases: ['tenant_1'] }
    const seen = { listed, shelved: ['orders/tenant_1', 'orders/tenant_9'], isPartial: true }
    expect(expanded(seen)).toMatchObject({ members: ['orders/tenant_1', 'orders/tenant_9'], gone: [] })
    expect(expanded({ ...seen, answer: { failure } })).toMatchObject({ gone: [], vanished: [], failure })
  })

  test('what stores have a folder of is there where no list was ever written', () => {
    const shelved = ['orders/tenant_1', 'orders/other']
    expect(expanded({ shelved })).toMatchObject({ members: ['orders/tenant_1'], gone: ['orders/other'] })
    expect(expanded({})).toMatchObject({ members: [], gone: [], failure: undefined })
  })

  test('a server that fails changes nothing of what is known', () => {
    const listed = { at, patterns: ['tenant_*'], databases: ['tenant_1'] }
    expect(expanded({ listed, shelved: ['orders/tenant_1'], answer: { failure } })).toEqual({
      members: ['orders/tenant_1'],
      gone: [],
      fresh: [],
      vanished: [],
      failure,
    })
  })
})
