import { execFileSync } from 'node:child_process'
import { symlink } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { exitCodeOf } from '../../src/cli.ts'
import { Problem } from '../../src/problem.ts'
import { inert } from '../../src/world.ts'
import { openProgram, secretEnv } from './program.ts'
import { openShop, type Shop } from './shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})
afterEach(() => shop[Symbol.asyncDispose]())

interface Shown {
  readonly id: string
  readonly state: string
  readonly error?: { readonly code: string; readonly message: string; readonly hint?: string }
  readonly [key: string]: unknown
}

const restores = async (): Promise<readonly Shown[]> =>
  ((await shop.run('restore', { status: true })).json as { readonly restores: readonly Shown[] }).restores
const records = (store: string) => shop.objects(store).filter((key) => key.includes('/restores/'))
const backUp = async () => String((await shop.run('backup')).ids?.[0])

describe('the record of a restore', () => {
  test('says in every store who restored what into where, when it ended and how', async () => {
    const backup = await backUp()
    const result = await shop.run(
      'restore',
      { source: ['files'], into: 'restored' },
      { origin: { actor: 'ida', host: 'h' } },
    )
    expect(result.problems).toEqual([])
    const { restore: id } = result.json as { restore: string }
    expect(records('a')).toEqual(records('b'))
    expect(records('a').map((key) => key.split('.').at(-2))).toEqual(['completed', 'started'])
    const [shown] = await restores()
    expect(shown).toMatchObject({
      ...{ id, backup, source: 'files', state: 'completed', scope: 'everything', into: shop.path('restored') },
      ...{ origin: { actor: 'ida', host: 'h' }, stores: ['a', 'b'], store: 'a', hooks: {} },
      startedAt: expect.stringMatching(/^2026-03-02T12:/),
      completedAt: expect.stringMatching(/^2026-03-02T12:/),
    })
    expect(shown?.error).toBeUndefined()
    const one = await shop.run('restore', { status: true, id: [id] })
    expect(one.json).toMatchObject({ id, state: 'completed' })
    expect(exitCodeOf(one.problems)).toBe(0)
    expect(one.text({ colour: false, width: 100 })).toMatch(/asked by +actor ida, host h/)
  })

  test('says of one that failed why, and what to type', async () => {
    await backUp()
    await expect(shop.run('restore', { source: ['files'], into: 'data/deep' })).rejects.toMatchObject({
      code: 'target-refused',
    })
    // Refused before it began: nothing was done to any target.
    expect(records('a')).toEqual([])
    await shop.file('full/there', 'x')
    await expect(shop.run('restore', { source: ['files'], into: 'full' })).rejects.toMatchObject({
      code: 'target-refused',
    })
    const [shown] = await restores()
    expect(shown).toMatchObject({
      state: 'failed',
      error: { code: 'target-refused', message: expect.stringContaining('is not empty'), hint: expect.any(String) },
    })
    const one = await shop.run('restore', { status: true, id: [String(shown?.id)] })
    expect(exitCodeOf(one.problems)).toBe(1)
    expect(one.problems[0]).toMatchObject({ message: expect.stringContaining('is not empty') })
  })

  test('is missing, loudly, where a store takes none, and the restore is done all the same', async () => {
    await backUp()
    const refusing = (names: readonly string[]) =>
      shop.wrap((store, name) => ({
        ...store,
        put: async (key, body, options) => {
          if (!names.includes(name) || !key.includes('/restores/')) return store.put(key, body, options)
          throw new Problem('store-denied', `put ${key}: access denied, in ${store.where}`)
        },
      }))
    refusing(['a'])
    expect((await shop.run('restore', { source: ['files'], into: 'one' })).problems).toEqual([])
    expect(shop.world.lines.filter((line) => line.startsWith('warning: '))).toEqual([
      expect.stringMatching(/^warning: a has no record that this restore has begun: put .* access denied/),
      expect.stringMatching(/^warning: a has no record that this restore has completed: put .* access denied/),
    ])
    expect(await restores()).toMatchObject([{ state: 'completed', stores: ['b'] }])
    refusing(['a', 'b'])
    expect((await shop.run('restore', { source: ['files'], into: 'two' })).problems).toEqual([])
    expect(shop.world.lines.join('\n')).toMatch(/no store has a record of this restore; it goes on/)
    expect(await restores()).toHaveLength(1)
  })

  test('is shown whatever else lies in its folder of a directory store, which is named as wrong', async () => {
    await using project = await openProgram({ stores: ['a'] })
    await project.write('data/x', 'x')
    await project.run(['backup'])
    expect((await project.run(['restore', '--source', 'files', '--into', 'new'], secretEnv)).code).toBe(0)
    // Before all others by its name.
    await symlink('/etc', project.path('a/files/restores/0'))
    execFileSync('mkfifo', [project.path('a/files/restores/1')])
    const { code, stdout, stderr } = await project.run(['restore', '--status', '--json'])
    expect([code, stderr]).toEqual([1, expect.stringMatching(/files\/restores\/0: a symbolic link is in the way/)])
    expect(JSON.parse(stdout).restores).toMatchObject([{ state: 'completed' }])
  })

  test('of a time to come is not taken for the newest restore', async () => {
    const backup = await backUp()
    await shop.run('restore', { source: ['files'], into: 'restored' })
    const real = await restores()
    const key = `files/restores/${backup}/9999-12-31T23-59-59.999000Z.00c0ffee.completed.json`
    await shop.stores['b']?.put(key, Buffer.from('{}'), { signal: shop.world.signal })
    expect(await restores()).toEqual(real)
    const { json } = await shop.run('list')
    expect(JSON.stringify(json)).not.toContain('9999')
  })

  test('says that a restore was cut off once nothing has been heard of it for five minutes', async () => {
    const backup = await backUp()
    const key = `files/restores/${backup}/2026-03-02T12-00-00.000000Z.00c0ffee.started.json`
    const started = {
      ...{ version: 1, id: 'files-2026-03-02T12-00-00.000000Z-00c0ffee', backup, source: 'files', scope: 'everything' },
      ...{ into: '/srv', origin: {}, startedAt: '2026-03-02T12:00:00.000Z', state: 'in_progress', hooks: [] },
    }
    await shop.stores['b']?.put(key, Buffer.from(JSON.stringify(started)), { signal: shop.world.signal })
    shop.at('2026-03-02T12:04:00Z')
    expect(await restores()).toMatchObject([{ state: 'in_progress', into: '/srv' }])
    shop.at('2026-03-02T12:06:00Z')
    const [shown] = await restores()
    expect(shown).toMatchObject({
      ...{ state: 'failed', interrupted: true, finish: `backproof restore --finish ${started.id}` },
      error: { code: 'run-failed', message: 'interrupted: its process ended before the restore did' },
    })
    const finished = await shop.run('restore', { finish: true, id: [started.id] })
    expect(finished.problems).toEqual([])
    const [closed] = await restores()
    expect(closed).toMatchObject({ state: 'failed', error: { code: 'run-failed' }, stores: ['a', 'b'] })
    expect([closed?.['interrupted'], closed?.['finish']]).toEqual([undefined, undefined])
    await expect(
      shop.run('restore', { finish: true, id: ['files-2026-03-02T12-00-00.000000Z-00c0ffe0'] }),
    ).rejects.toMatchObject({
      code: 'unknown-id',
      hint: expect.stringContaining(started.id),
    })
  })

  test('is mentioned by list and show, and outlives neither a retired source nor 400 days', async () => {
    const backup = await backUp()
    await shop.run('restore', { source: ['files'], into: 'out' })
    await shop.file('full/there', 'x')
    await shop.run('restore', { source: ['files'], into: 'full' }).catch(() => undefined)
    const list = await shop.run('list')
    expect((list.json as { backups: readonly unknown[] }).backups).toMatchObject([{ restore: { state: 'failed' } }])
    expect(list.text({ colour: false, width: 200 })).toMatch(/LAST RESTORE\n.*failed 2026-03-02 12:/)
    const show = await shop.run('show', { id: [backup] })
    expect(show.json).toMatchObject({ restores: [{ state: 'failed' }, { state: 'completed' }] })
    expect(show.text({ colour: false, width: 200 })).toMatch(/^restored +failed 2026-03-02 12:\d\d.*, files-2026/m)
    shop.at('2027-04-05T12:00:00Z')
    await shop.run('prune', { apply: true })
    expect(records('a')).toHaveLength(4)
    shop.at('2027-04-08T12:00:00Z')
    await shop.run('prune', { apply: true, 'despite-gap': true, because: 'a test' })
    expect([records('a'), records('b')]).toEqual([[], []])
  })

  test('that anybody could have written does no harm, however it is shown', async () => {
    const backup = await backUp()
    const put = (name: string, content: string | object) =>
      shop.stores['a']?.put(
        `files/restores/${backup}/${name}`,
        Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
        { signal: shop.world.signal },
      )
    const nasty = '\u001b[2J::set-output name=x::<script>|`$(touch /tmp/x)`\n::error::'
    const id = 'files-2026-03-02T12-00-00.000000Z-00000001'
    const whole = {
      ...{ version: 1, id, backup, source: 'files', scope: 'everything', into: nasty.repeat(50), state: 'failed' },
      ...{ origin: { actor: nasty }, startedAt: '2026-03-02T12:00:00Z', completedAt: '2026-03-02T12:00:01Z' },
      ...{ error: { code: 'x', message: nasty.repeat(200), hint: nasty }, hooks: { 'after-restore': 'failed' } },
    }
    await put('2026-03-02T12-00-00.000000Z.00000001.failed.json', whole)
    await put('2026-03-02T12-00-00.000000Z.00000002.failed.json', { ...whole, origin: { actor: 'x'.repeat(1e5) } })
    // Of another restore, of another source; not JSON; far too large; no name of ours.
    await put('2026-03-02T12-00-00.000000Z.00000003.completed.json', whole)
    await put('2026-03-02T12-00-00.000000Z.00000004.completed.json', '{')
    await put('2026-03-02T12-00-00.000000Z.00000005.started.json', `"${'x'.repeat(1e6)}"`)
    await put('2026-03-02T12-00-00.000000Z.0000000g.failed.json', whole)
    await put('../x.failed.json'.replace('../', ''), whole)
    const shown = await restores()
    expect(shown.map((one) => [one.id.slice(-1), one.state, one['into'] === undefined])).toEqual([
      ['5', 'in_progress', true],
      ['4', 'completed', true],
      ['3', 'completed', true],
      ['2', 'failed', true],
      ['1', 'failed', false],
    ])
    for (const one of [undefined, id]) {
      const result = await shop.run('restore', { status: true, ...(one ? { id: [one] } : {}) })
      const text = inert(result.text({ colour: false, width: 100 }), true)
      expect(text).not.toMatch(/\u001b\[2J|^\s*::/m)
      expect(text.length).toBeLessThan(5000)
    }
    for (const command of ['list', 'show'] as const)
      expect((await shop.run(command, command === 'show' ? { id: [backup] } : {})).problems).toEqual([])
    // What the record says is never run: only what the policy says is, and it says nothing.
    const finished = await shop.run('restore', { finish: true, id: [id] })
    expect(finished.problems).toEqual([])
  })
})
