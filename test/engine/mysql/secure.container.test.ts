import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engineOf } from '../../../src/engine/engine.ts'
import type { Mysql } from '../../server/mysql.ts'
import { mysqlSource } from '../source.ts'
import { benchOf, serviceOf, startSeeded } from './fixture.ts'
import { dumpOf } from './step.ts'

const never = (): AbortSignal => new AbortController().signal

describe('mysql:9.7 with certificates of its own', () => {
  let db: Mysql
  let folder: string
  beforeAll(async () => {
    db = await startSeeded('mysql:9.7')
    folder = await mkdtemp('/tmp/authority-')
    await writeFile(join(folder, 'ca.pem'), await db.exec(['cat', '/var/lib/mysql/ca.pem']))
  })
  afterAll(async () => {
    await db?.[Symbol.asyncDispose]()
    if (folder) await rm(folder, { recursive: true })
  })

  const by = (parameters: string) => mysqlSource('mysql', `${db.url}?${parameters}`, { tools: serviceOf(db) })
  const open = async (parameters: string) => {
    const engine = await engineOf('mysql')
    await using live = await engine.open(by(parameters), benchOf(db), never())
    return live.server?.version
  }

  test('is reached both encrypted and unencrypted', async () => {
    expect(await open('ssl-mode=required')).toMatch(/^9\.7/)
    expect(await open('ssl-mode=disabled')).toMatch(/^9\.7/)
  })

  test('is refused if its certificate names another host, after the authority has reached the container', async () => {
    await expect(open(`ssl-ca=${encodeURIComponent(join(folder, 'ca.pem'))}`)).rejects.toMatchObject({
      code: 'tool-failed',
      message: expect.stringMatching(/ERROR 2026.*(?:hostname|certificate|verif)/i),
      hint: expect.stringContaining('ssl-mode'),
    })
    expect(await db.exec(['sh', '-c', 'ls /tmp'])).toBe('')
  })

  test('has no connection and no program left after a dump is abandoned or cancelled', async () => {
    const engine = await engineOf('mysql')
    const controller = new AbortController()
    {
      await using live = await engine.open(by(''), benchOf(db), controller.signal)
      const reading = (async () => {
        for await (const part of live.dump().parts) {
          controller.abort()
          for await (const _ of part.body);
        }
      })()
      await expect(reading).rejects.toMatchObject({ code: 'cancelled' })
    }
    const others = "select count(*) from information_schema.processlist where user = 'root' and id <> connection_id()"
    await expect.poll(() => db.sql(others), { timeout: 20_000 }).toBe('0\n')
    expect((await dumpOf(db)).facts.rows['customers']).toBe(222)
  })
})
