import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { connectionOf } from '../../../src/engine/mysql/connection.ts'
import { restoredFacts } from '../../../src/engine/mysql/facts.ts'
import { mariadbProduct, mysqlProduct } from '../../../src/engine/mysql/product.ts'
import { restoreMysql } from '../../../src/engine/mysql/restore.ts'
import { openMysql } from '../../../src/engine/mysql/source.ts'
import { dockerExec } from '../../../src/runtime/runtime.ts'
import { docker } from '../../server/docker.ts'
import type { Mysql } from '../../server/mysql.ts'
import { hold, type MemoryDump, plainBackup } from '../memory.ts'
import { mysqlSource } from '../source.ts'
import { benchOf, env, serviceOf, startSeeded } from './fixture.ts'

const { signal } = new AbortController()
// A client starts in a fraction of a second; it is given longer, for a machine that is busy.
const patience = { loginMs: 15_000, silenceMs: 500, answerMs: 3000, tries: 2 }
const longerThanThat = 4 * patience.silenceMs
const everything = { overwrite: false, only: [], sandboxed: false, create: true }

// A process that is stopped keeps its connections, and the kernel goes on taking new ones for it: the worst silence there is.
// Both at once, each with its server and in its order: they wait, and compute nothing.
describe.concurrent.each(['mysql:9.7', 'mariadb:11.8'])('%s, stopped in the middle of', (image) => {
  let db: Mysql
  beforeAll(async () => {
    db = await startSeeded(image)
  })
  afterAll(() => db?.[Symbol.asyncDispose]())
  const freeze = () => docker(['kill', '--signal', 'STOP', db.id])
  const thaw = () => docker(['kill', '--signal', 'CONT', db.id])
  afterEach(thaw)

  const askerOf = (database = db.database) => {
    const source = mysqlSource(db.product, db.urlOf(database), { tools: serviceOf(db) })
    const connection = connectionOf(source, db.product === 'mysql' ? mysqlProduct : mariadbProduct)
    const service = benchOf(db).services[db.product]
    if (service === undefined) throw new Error('the bench has no service')
    return { source, connection, runtime: dockerExec({ name: db.product, service, baseEnv: env }), signal, patience }
  }
  const open = async () => {
    const { source, ...asker } = askerOf()
    return await openMysql(source, asker, signal, patience)
  }
  const givenUp = (program: string) => ({
    code: 'source-failed',
    ofMachine: true,
    message: expect.stringMatching(
      `has said nothing to ${program} in docker exec .* for .* does not answer a new connection: it does not let root in`,
    ),
    hint: expect.stringContaining('neither paused nor busy'),
  })
  const programs = () =>
    db.product === 'mysql' ? (['mysql', 'mysqldump'] as const) : (['mariadb', 'mariadb-dump'] as const)

  /** Keeps everybody from one table. */
  const locked = async (): Promise<AsyncDisposable> => {
    const held = db.sql('lock tables orders write; do sleep(120)').catch(() => undefined)
    const others = 'from information_schema.processlist where info like "do sleep%"'
    await vi.waitFor(async () => expect(await db.sql(`select count(*) ${others}`)).toBe('1\n'), { timeout: 20_000 })
    return {
      async [Symbol.asyncDispose]() {
        await thaw()
        await db.sql(`${await db.sql(`select concat('kill ', id) ${others}`)}`)
        await held
      },
    }
  }
  /** The work waits as long as the server answers others, and is given up once it answers nobody. */
  const waitsAndIsGivenUp = async (work: Promise<unknown>, program: string) => {
    const outcome = work.then(
      () => 'done',
      (error: unknown) => error,
    )
    const waiting = 'select count(*) > 0 from information_schema.processlist where state like "Waiting for %"'
    await vi.waitFor(async () => expect(await db.sql(waiting)).toBe('1\n'), { timeout: 30_000 })
    expect(await Promise.race([outcome, pause(longerThanThat, 'it waits')])).toBe('it waits')
    await freeze()
    expect(await outcome).toMatchObject(givenUp(program))
  }

  test('its facts', { concurrent: false, timeout: 120_000 }, async () => {
    await using _ = await locked()
    const { source: _source, ...asker } = askerOf()
    const like = { version: 1, engine: db.product, server: undefined, sizeBytes: 0, rows: {}, objects: {} } as const
    await waitsAndIsGivenUp(restoredFacts(asker, like), programs()[0])
  })

  test('its dump', { concurrent: false, timeout: 120_000 }, async () => {
    await using live = await open()
    await using _ = await locked()
    await waitsAndIsGivenUp(hold(live.dump()), programs()[1])
  })

  test('the login of its dump', { concurrent: false, timeout: 120_000 }, async () => {
    await using live = await open()
    await freeze()
    await expect(hold(live.dump())).rejects.toMatchObject(givenUp(programs()[1]))
  })

  describe('a restore', { concurrent: false }, () => {
    let held: MemoryDump
    beforeAll(async () => {
      await using live = await open()
      held = await hold(live.dump())
    })
    const restore = async (name: string, body: (dump: Buffer) => AsyncGenerator<Buffer>) => {
      const { source: _source, ...asker } = askerOf(name)
      const backup = plainBackup(held, (_, dump) => Readable.from(body(dump)))
      await restoreMysql(backup, asker, everything)
    }

    test('after the server had waited for its input', { concurrent: false, timeout: 120_000 }, async () => {
      const halved = (meanwhile: () => Promise<unknown>) =>
        async function* (dump: Buffer) {
          yield dump.subarray(0, dump.length / 2)
          await pause(longerThanThat)
          await meanwhile()
          yield dump.subarray(dump.length / 2)
        }
      await expect(restore('halfway', halved(freeze))).rejects.toMatchObject(givenUp(programs()[0]))
      await thaw()
      await restore('whole', halved(thaw))
    })

    test('at its login', { concurrent: false, timeout: 120_000 }, async () => {
      const { source: _source, ...asker } = askerOf('login')
      const whole = plainBackup(held)
      const backup = { ...whole, open: (part: string) => freeze().then(() => whole.open(part)) }
      await expect(restoreMysql(backup, asker, everything)).rejects.toMatchObject(givenUp(programs()[0]))
    })
  })
})
