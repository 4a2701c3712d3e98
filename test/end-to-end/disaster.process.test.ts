import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answerOf, commandsOf, type Disaster, makeDisaster, well } from './disaster.ts'

let all: Disaster
let policy: string
beforeEach(async () => {
  all = await makeDisaster()
  policy = `version: 1
project: shop
stores:
  near: { directory: { path: ${all.store('near')} } }
  far: { directory: { path: ${all.store('far')} } }
encryption:
  recipients:
    - ${all.recipient} # Ada, the safe in Lund
defaults: { objectives: { class: production } }
sources:
  uploads:
    engine: files
    paths: ["./up loads"]
    recovery: { into: "./new/up loads", after: [orders], after-restore: { command: 'echo "$BACKPROOF_RESTORE_STATE" >> said' } }
  orders:
    engine: sqlite
    path: ./orders.sqlite
    objectives: { class: critical }
    verify: { assert: [{ name: there are orders, sql: select count(*) from orders, min: 2 }] }
`
  await writeFile(join(all.old, 'backup-policy.yml'), policy)
  await mkdir(join(all.old, 'up loads'))
  await writeFile(join(all.old, 'up loads/photo'), 'a photo')
  order("create table orders (id integer primary key, what text); insert into orders (what) values ('tea'), ('cake')")
  well(await old('backproof backup'))
})
afterEach(() => all[Symbol.asyncDispose]())

const old = (lines: string) => all.shell('old', lines, { BACKPROOF_SECRET_KEY: all.secret })
const fresh = (lines: string) => all.shell('fresh', lines, { BACKPROOF_SECRET_KEY: all.secret })
function order(sql: string): void {
  using db = new DatabaseSync(join(all.old, 'orders.sqlite'))
  db.exec(sql)
}
const application = (folder: string) =>
  answerOf(async () => {
    using db = new DatabaseSync(join(folder, 'orders.sqlite'), { readOnly: true })
    return {
      orders: db.prepare('select what from orders order by id').all(),
      photo: await readFile(join(folder, 'up loads/photo'), 'utf8'),
    }
  })
const written = async () => {
  well(await old('backproof report --runbook plan.md'))
  return await readFile(join(all.old, 'plan.md'), 'utf8')
}

describe('when everything is lost', () => {
  test('the printed plan has the policy, where every clone of it is gone', async () => {
    const plan = await written()
    const [, printed = ''] = /^## The policy\n[\s\S]*?^```yaml\n([\s\S]*?)^```$/m.exec(plan) ?? []
    expect(printed).toBe(policy)
    await all.strike(printed)
    expect(well(await fresh('backproof restore --source orders --into ./back.sqlite'))).toContain('2 rows equal')
  })

  test('the recovery plan, followed to the letter, brings the shop back from the one store that is left', async () => {
    well(await old('backproof verify --level restore'))
    const before = await application(all.old)
    const plan = await written()
    expect(plan).toContain('with the whole paths that they had')
    await all.strike(policy)
    await rm(all.store('near'), { recursive: true })

    well(await fresh(commandsOf(plan, 2)))
    const said = well(await fresh(commandsOf(plan, 3)))
    expect(said).toMatch(/restored orders-.* from far into [^\n]*restored\/orders\.sqlite\n[^\n]*1 table, 2 rows equal/)
    expect(said).toMatch(/restored uploads-.* from far into [^\n]*new\/up loads/)
    expect(await readFile(join(all.fresh, 'said'), 'utf8')).toBe('completed\n')

    // The switch-over, which no program can know: the application's configuration names the new places.
    await rename(join(all.fresh, 'restored/orders.sqlite'), join(all.fresh, 'orders.sqlite'))
    await rename(join(all.fresh, 'new/up loads', all.old, 'up loads'), join(all.fresh, 'up loads'))
    expect(well(await fresh(commandsOf(plan, 4)))).toMatch(
      /orders-\S+ +completed[\s\S]*uploads-|uploads-\S+ +completed[\s\S]*orders-/,
    )
    expect(await application(all.fresh)).toEqual(before)
    well(await fresh(commandsOf(plan, 5)))
    expect(await application(all.fresh)).toEqual(before)
  }, 120_000)

  test('the newest that a restore has proven is at hand where the newest backup is damaged', async () => {
    well(await old('backproof verify --level restore --source orders'))
    const before = await application(all.old)
    const proven = /orders-\S+Z/.exec(well(await old('backproof list --source orders')))?.[0]
    order("insert into orders (what) values ('gone')")
    const newest = /orders-\S+Z/.exec(well(await old('backproof backup --source orders')))?.[0]
    const plan = await written()
    expect(plan).toContain(`<code>${proven}</code>`)
    await all.strike(policy)
    for (const store of ['near', 'far'])
      await writeFile(join(all.store(store), `orders/data/${newest}/database.sqlite`), 'rubbish')

    const failed = await fresh(commandsOf(plan, 3))
    expect({ code: failed.code, said: failed.stderr }).toEqual({
      code: 4,
      said: expect.stringContaining(String(newest)),
    })
    const other = commandsOf(plan, 'The newest backup cannot be restored')
    expect(other).toContain(`backproof restore --id ${proven} --into ./restored/orders.sqlite`)
    well(await fresh(other))
    well(await fresh(commandsOf(plan, '3.2 uploads')))
    await rename(join(all.fresh, 'restored/orders.sqlite'), join(all.fresh, 'orders.sqlite'))
    await rename(join(all.fresh, 'new/up loads', all.old, 'up loads'), join(all.fresh, 'up loads'))
    expect(await application(all.fresh)).toEqual(before)
  }, 120_000)

  test('each store alone brings everything back by the commands that name it, and nothing goes on without a key', async () => {
    const plan = await written()
    await all.strike(policy)
    const each = commandsOf(plan, 'A store is away').trim().split('\n')
    expect(each).toEqual(
      ['orders', 'uploads'].flatMap((source) =>
        ['near', 'far'].map((store) => expect.stringMatching(`${source}.*--store ${store}$`)),
      ),
    )
    const ran = well(await fresh(each.filter((line) => line.endsWith('far')).join('\n')))
    expect(ran.match(/ from far into /g)).toHaveLength(2)
    const keyless = await all.shell('fresh', commandsOf(plan, 2))
    expect(keyless.code).not.toBe(0)
    expect(keyless.stderr).toContain('give a secret key')
  }, 120_000)
})

describe('the recovery plan', () => {
  test('says who holds a key, each class, and that what nobody measured is unknown', async () => {
    const plan = await written()
    expect(plan).toMatch(/<code>[0-9a-f]{16}<\/code> \(Ada, the safe in Lund\)/)
    expect(plan).toContain('| orders | critical | ')
    expect(plan).toContain('| unknown, of 15 m | none was measured |')
    expect(plan).toContain('| uploads | production | ')
    expect(plan).toContain('How long all of it takes is unknown: no restore was measured.')
    expect(plan).toContain('| **none** | unknown, of ')
  })

  test('is printed alone by --runbook -, and does not change by where it goes', async () => {
    const printed = well(await old('backproof report --runbook -'))
    const ageless = (text: string) => text.replaceAll(/[\d.]+ m?s\b|\d+ m \d+ s|\d\d:\d\d/g, 'N')
    expect(ageless(printed.trimEnd())).toBe(ageless((await written()).trimEnd()))
  })
})
