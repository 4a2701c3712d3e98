import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SavedPlan } from '../../src/command/prune/saved-plan.ts'
import { type Office, officePolicy, openOffice } from './small-office.ts'

let office: Office
let ids: readonly string[]
beforeEach(async () => {
  office = await openOffice()
  ids = await office.backups(3)
  await office.write('backup-policy.yml', officePolicy('{ keep: { last: 1 }, min-keep: 1 }'))
})
afterEach(() => office[Symbol.asyncDispose]())

const readPlan = async () => JSON.parse(await office.read('plan.json')) as SavedPlan
const left = async () => (await office.catalog()).entries.filter(({ trashed }) => !trashed).map(({ id }) => id)

describe('a saved plan', () => {
  test('is carried out, and nothing else is', async () => {
    await office.run('plan', { save: 'plan.json' })
    expect((await readPlan()).sources).toMatchObject([{ source: 'files', deletes: [ids[1], ids[2]], copies: [] }])
    expect(await left()).toEqual(ids)
    const done = await office.run('prune', { plan: 'plan.json' })
    expect([done.problems, done.deleted]).toEqual([[], [ids[1], ids[2]]])
    expect(await left()).toEqual([ids[0]])
  })

  test('is refused with the command to run if it cannot be written', async () => {
    await expect(office.run('plan', { save: 'no/such/folder/plan.json' })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('the plan cannot be written: no such file or directory (ENOENT)'),
      hint: expect.stringContaining('--save'),
    })
  })

  test('decides for the moment it was made even days later', async () => {
    await office.write(
      'backup-policy.yml',
      officePolicy('{ keep: { last: 9 }, before: 2026-03-02T14:00Z, min-keep: 1 }'),
    )
    await office.run('plan', { save: 'plan.json' })
    office.world.advance(3 * 86_400_000)
    expect(
      (await office.run('prune', { plan: 'plan.json', 'despite-gap': true, because: 'a holiday' })).problems,
    ).toEqual([])
    expect(await left()).toEqual([ids[0], ids[1]])
  })

  test.each<[string, () => Promise<unknown>, string]>([
    ['a new backup', () => office.backups(1), 'is new'],
    ['a hold', () => office.run('hold', { id: [ids[2] ?? ''] }), 'held of ID2: no, now yes'],
    ['a deletion by hand', () => office.run('delete', { id: [ids[1] ?? ''] }), 'deleted of ID1: none, now 2026-'],
    ['a proof', () => office.run('verify', { id: [ids[0] ?? ''], level: 'read' }), 'proofs of ID0: '],
  ])('is refused after %s, with the difference', async (_, change, said) => {
    await office.run('plan', { save: 'plan.json' })
    await change()
    const { code, message } = await office.refused('prune', { plan: 'plan.json' })
    expect(code).toBe('retention-refused')
    expect(message.replace(/^.*?:.*?:.*?: /, '')).toContain(said.replace(/ID(\d)/, (_, i) => ids[Number(i)] ?? ''))
    expect((await left()).length).toBeGreaterThanOrEqual(2)
  })

  test('is refused with another policy, which is described by what it keeps', async () => {
    await office.run('plan', { save: 'plan.json' })
    await office.write('backup-policy.yml', officePolicy('{ keep: { last: 2 }, min-keep: 1 }'))
    const { code, message } = await office.refused('prune', { plan: 'plan.json' })
    expect(code).toBe('usage')
    expect(message).toContain('another policy: that one kept last 1 of files, this one keeps last 2')
    expect(await left()).toEqual(ids)
  })

  test('is refused if it was edited by hand', async () => {
    await office.run('plan', { save: 'plan.json' })
    const plan = await readPlan()
    const [source] = plan.sources
    const less = { ...plan, sources: [{ ...source, deletes: [ids[1]] }] }
    await office.write('plan.json', JSON.stringify(less))
    expect((await office.refused('prune', { plan: 'plan.json' })).message).toContain('what the policy deletes')
    await office.write('plan.json', JSON.stringify({ ...plan, at: '2099-01-01T00:00:00.000Z' }))
    expect((await office.refused('prune', { plan: 'plan.json' })).message).toContain('dated in the future')
    await office.write('plan.json', '{}')
    expect((await office.refused('prune', { plan: 'plan.json' })).message).toContain('plan.json is not a plan')
    expect((await office.refused('prune', { plan: 'none.json' })).message).toContain('cannot be read')
    expect(await left()).toEqual(ids)
  })

  test('permanently removes what it names, and nothing that has become due since', async () => {
    await office.run('prune', { apply: true })
    await office.run('plan', { save: 'plan.json' })
    expect((await readPlan()).sources[0]).toMatchObject({ deletes: [], purges: [] })
    office.world.advance(8 * 86_400_000)
    const said = { plan: 'plan.json', 'despite-gap': true, because: 'a holiday' }
    expect((await office.run('prune', said)).problems).toEqual([])
    expect((await office.catalog()).entries).toHaveLength(3)
    await office.run('plan', { save: 'plan.json' })
    expect((await readPlan()).sources[0]).toMatchObject({ deletes: [], purges: [ids[1], ids[2]] })
    expect((await office.run('prune', said)).problems).toEqual([])
    expect((await office.catalog()).entries.map(({ id }) => id)).toEqual([ids[0]])
  })

  test('is refused if it names sources that the policy does not have, or lacks the requested one', async () => {
    await office.run('plan', { save: 'plan.json' })
    const plan = await readPlan()
    await office.write('plan.json', JSON.stringify({ ...plan, sources: [] }))
    const { code, message } = await office.refused('prune', { plan: 'plan.json', source: ['files'] })
    expect([code, message]).toEqual(['usage', expect.stringContaining('does not mention files')])
    await office.write('plan.json', JSON.stringify(plan))
    const other = officePolicy('{ keep: { last: 1 }, min-keep: 1 }', { source: 'papers' })
    await office.write('backup-policy.yml', other)
    expect((await office.refused('prune', { plan: 'plan.json' })).message).toContain('it names files, but')
    expect((await office.refused('prune', { plan: 'plan.json', source: ['papers'] })).message).toContain(
      'it was made with another policy',
    )
  })

  test('covers copies that leave by the rules of their store', async () => {
    const text = officePolicy('{ keep: { last: 9 } }').replace('./b }', './b }, retention: { keep: { last: 1 } }')
    await office.write('backup-policy.yml', text)
    await office.run('plan', { save: 'plan.json' })
    expect((await readPlan()).sources[0]).toMatchObject({ deletes: [], copies: [`${ids[1]} b`, `${ids[2]} b`] })
    expect((await office.run('prune', { plan: 'plan.json' })).problems).toEqual([])
    const { entries } = await office.catalog()
    expect(entries.map(({ released = [] }) => released)).toEqual([[], ['b'], ['b']])
  })
})
