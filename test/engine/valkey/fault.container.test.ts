import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { backupRights, scanRights } from '../../../src/engine/valkey/protocol/refusal.ts'
import { type KeyValueServer, startKeyValue } from '../../server/key-value.ts'
import { plainBackup } from '../memory.ts'
import { keyValueSource } from '../source.ts'
import { bench, never, seed } from './fixture.ts'
import { all, cutting, dumped, failureOf, failures, image, soon, targetOf, valkey } from './step.ts'

describe('a Valkey server', () => {
  let server: KeyValueServer
  let other: KeyValueServer
  beforeAll(async () => {
    server = await startKeyValue(image)
    other = await startKeyValue(image)
    await seed(server, image)
  })
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]()
    await other?.[Symbol.asyncDispose]()
  })
  const emptied = async () => {
    await other.run([['FLUSHALL'], ['FUNCTION', 'FLUSH']])
    return await targetOf(other)
  }
  const asUser = async (name: string, rights: string) => {
    await server.ask(['ACL', 'SETUSER', name, 'reset', 'on', '>pw', ...rights.split(' ')])
    return server.url.replace('redis://', `redis://${name}:pw@`)
  }

  test('is dumped by a user with exactly the documented rights, and each of them is needed', async () => {
    const held = await dumped(await asUser('backup', backupRights))
    expect(held.result).toMatchObject({ consistency: 'snapshot', findings: [] })
    const rights = backupRights.split(' ')
    for (const right of rights) {
      const fewer = rights.filter((one) => one !== right).join(' ')
      const { message, hint } = await failureOf(dumped(await asUser('fewer', fewer)))
      expect(message).toMatch(/refuses|NOPERM/)
      expect(hint).toContain(backupRights)
    }
  })

  test('is read key by key if it does not allow SYNC, by a user with exactly the documented rights, and reports it', async () => {
    const url = await asUser('scanner', scanRights)
    const held = await dumped(url)
    const synced = await dumped(server.url)
    expect(held.result.consistency).toBe('none')
    expect(held.result.findings).toMatchObject([
      { level: 'warning', message: expect.stringContaining('of no one moment') },
    ])
    expect(held.facts.rows).toEqual(synced.facts.rows)
    const target = await emptied()
    await target.restore(plainBackup(held), all)
    expect(failures(held.facts, await target.facts(held.facts))).toEqual([])
    const rights = scanRights.split(' ')
    for (const right of rights.filter((one) => one !== '+ping')) {
      const fewer = rights.filter((one) => one !== right).join(' ')
      expect((await failureOf(dumped(await asUser('fewer', fewer)))).code).toBe('source-failed')
    }
  })

  test('is rehearsed without reading it, and a user without rights is told what to run', async () => {
    const url = await asUser('nobody', '+ping +info')
    await using live = await valkey.open(keyValueSource('valkey', url), bench, never())
    expect((await failureOf(live.rehearse())).hint).toContain('ACL SETUSER')
    await using good = await valkey.open(keyValueSource('valkey', await asUser('backup', backupRights)), bench, never())
    await good.rehearse()
  })

  test('has no replica left after a dump, or after an abandoned one', async () => {
    const replicas = async () => /connected_slaves:(\d+)/.exec(String(await server.ask(['INFO', 'replication'])))?.[1]
    await dumped(server.url)
    await expect.poll(replicas, soon).toBe('0')
    await using live = await valkey.open(keyValueSource('valkey', server.url), bench, never())
    for await (const part of live.dump().parts) {
      part.body.destroy()
      break
    }
    await expect.poll(replicas, soon).toBe('0')
  })

  test("gives an RDB that the server's own program accepts, without the mark that follows it on the wire", async () => {
    const body = (await dumped(server.url)).parts.get('dump.rdb') as Buffer
    const check = spawn('docker', [
      'exec',
      '-i',
      server.id,
      'sh',
      '-c',
      'cat > /tmp/d.rdb && valkey-check-rdb /tmp/d.rdb',
    ])
    let said = ''
    check.stdout.on('data', (chunk: Buffer) => {
      said += chunk
    })
    check.stdin.end(body)
    const [code] = (await once(check, 'close')) as [number]
    expect([code, said]).toEqual([0, expect.stringContaining('RDB looks OK')])
    // The program does not mind the mark, and nor does the server: we do.
    const held = await dumped(server.url)
    const marked = Buffer.concat([held.parts.get('dump.rdb') as Buffer, Buffer.alloc(40, 'f')])
    const backup = plainBackup({ ...held, parts: new Map([['dump.rdb', marked]]) })
    const reading = valkey.contents(backup, { tools: { kind: 'auto' }, image: undefined }, bench, never())
    await expect(reading).rejects.toMatchObject({
      code: 'object-damaged',
      message: expect.stringContaining('after its end'),
    })
  })

  test('is never backed up if its connection is cut anywhere', async () => {
    const whole = (await dumped(server.url)).parts.get('dump.rdb')?.length ?? 0
    // From the other end: the answers before the dump have some 10,000 bytes.
    for (const bytes of [0, 100, 9000, 20_000, whole / 2, whole - 20_000]) {
      const proxy = await cutting(server.port, Math.floor(bytes))
      const { code } = await failureOf(dumped(`redis://127.0.0.1:${proxy.port}`))
      proxy.close()
      expect(code).toMatch(/dump-incomplete|source-failed/)
    }
    const cut = async (missing: number) => {
      const proxy = await cutting(server.port, undefined, missing)
      const problem = await failureOf(dumped(`redis://127.0.0.1:${proxy.port}`))
      proxy.close()
      return problem.code
    }
    // In the mark, at its beginning, in the checksum, in the last key.
    for (const missing of [1, 20, 40, 44, 48, 60]) expect(await cut(missing)).toBe('dump-incomplete')
  })
})
