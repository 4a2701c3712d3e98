import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Dump, Position } from '../../../../src/engine/engine.ts'
import { slotName } from '../../../../src/engine/postgres/log/slot.ts'
import { type Container, docker } from '../../../server/docker.ts'
import { hold } from '../../memory.ts'
import { chainOf, never, type Piece, positionOf, read, replay } from './fixture.ts'
import { pointInTime, Server, startMachine } from './machine.ts'

let machine: Container
let server: Server
beforeAll(async () => {
  machine = await startMachine(17)
  server = await Server.make(machine)
})
afterAll(async () => await machine[Symbol.asyncDispose]())

const slot = slotName('orders')
const tick = (from: Position) => server.withLog((log) => read(log.collect(from)))
/** For a piece that is not expected: it would be shown. */
const length = async (from: Position) => (await tick(from)).bytes.length
const isKept = () =>
  server.sql(`select coalesce(max(wal_status), 'none') from pg_replication_slots where slot_name = '${slot}'`)
const gap = (message: RegExp) => ({ code: 'log-gap', message: expect.stringMatching(message) })

/** Where a new base begins, and the first piece after it. */
const begun = () => server.withLog(async (log) => positionOf(await hold(log.base?.() as Dump)))

describe('the log of PostgreSQL', () => {
  test('a server on which nothing happens gives a short piece at once, without waiting for anything', async () => {
    const one = await tick(await begun())
    const ends: boolean[] = []
    let { to } = one
    for (let turn = 0; turn < 3; turn += 1) {
      const next = await tick(to)
      to = next.to
      expect(next.bytes.length).toBeLessThan(1000)
      expect(next.covers.until.getTime()).toBeGreaterThan(one.covers.until.getTime())
      // One that waits for the next byte returns after a server of its own accord has written one.
      ends.push((await server.sql('select pg_current_wal_insert_lsn()')).trim() === to.at.split(' ')[0])
    }
    expect(ends).toContain(true)
  })

  test('what was collected and not stored is collected again, however much the server writes meanwhile', async () => {
    const from = await begun()
    await server.sql('create table kept (i int)')
    const first = await tick(from)
    await server.fill(5)
    // A tick that took longer than the server's own interval of ten seconds would tell it the same.
    const again = await tick(from)
    expect(again.bytes.subarray(0, first.bytes.length).equals(first.bytes)).toBe(true)
    expect(await isKept()).toMatch(/reserved|extended/)
    // Only now that it is stored.
    await server.withLog((log) => log.release(again.to))
    await server.fill(5)
    await expect(length(from)).rejects.toMatchObject(gap(/has removed the segment [0-9A-F]{24} of its log/))
    expect((await tick(again.to)).from).toEqual(again.to)
  })

  test('two ticks at once collect the same, and the server keeps what follows the later one', async () => {
    const from = (await tick(await begun())).to
    await server.fill(1)
    const [one, two] = await Promise.all([tick(from), tick(from)])
    const [short, long] = one.bytes.length < two.bytes.length ? [one, two] : [two, one]
    expect(long.bytes.subarray(0, short.bytes.length).equals(short.bytes)).toBe(true)
    await server.withLog(async (log) => {
      await log.release(long.to)
      await log.release(short.to)
      await log.release(short.to)
    })
    await server.fill(4)
    expect((await tick(long.to)).from).toEqual(long.to)
  })

  test('a slot that has lost its log is a gap, and a new base makes it again', async () => {
    const { to } = await tick(await begun())
    await server.fill(24)
    expect(await isKept()).toBe('lost\n')
    await expect(length(to)).rejects.toMatchObject(gap(new RegExp(`has invalidated the replication slot ${slot}`)))
    const next = await begun()
    expect(await isKept()).toBe('reserved\n')
    await server.sql('create table after_the_gap (i int)')
    expect((await tick(next)).bytes.includes('after_the_gap')).toBe(true)
  })

  test('a slot that somebody dropped is made again, which is told, and nothing is lost that is there', async () => {
    const from = await begun()
    await server.sql(`select pg_drop_replication_slot('${slot}')`)
    const piece = await tick(from)
    expect(piece.findings).toEqual([expect.objectContaining({ message: expect.stringContaining('was made again') })])
    expect(await isKept()).toBe('reserved\n')
  })

  test('without a slot, log that the server did not keep is a gap', async () => {
    await server.withLog((log) => log.teardown())
    await server.withLog((log) => log.teardown())
    expect(await isKept()).toBe('none\n')
    const one = await server.withLog((log) => log.end())
    const piece = await server.withLog((log) => read(log.collect(one)), pointInTime('none'))
    await server.fill(6)
    const next = server.withLog((log) => read(log.collect(piece.to)), pointInTime('none'))
    await expect(next).rejects.toMatchObject(gap(/has removed the segment/))
    expect(await isKept()).toBe('none\n')
  })

  test('a failover is a gap, although the system is the same and its log goes on', async () => {
    const { to } = await tick(await begun())
    await server.promote()
    await server.fill(1)
    await expect(length(to)).rejects.toMatchObject(gap(/timeline 1 before, 2 now, the same system/))
    const next = await begun()
    expect(next.history).toMatch(/timeline 2$/)
    await tick(next)
  })

  test('a machine that was set back to an earlier state is a gap, as soon as its log has come as far again', async () => {
    const { to } = await tick(await begun())
    await server.snapshot()
    await server.sql('create table lost (i int)')
    const later = await tick(to)
    await server.setBack()
    // Its log has not come as far.
    await expect(length(later.to)).rejects.toMatchObject(gap(/was set back to an earlier state/))
    await server.sql("create table other (i int);;select pg_logical_emit_message(true, 'x', repeat('x', 300000))")
    await expect(length(later.to)).rejects.toMatchObject(gap(/history differs from what was collected before/))
    // What was collected before that state is still followed.
    expect((await tick(to)).bytes.includes('other')).toBe(true)
  })

  test('a base that was taken before its machine was set back is not restored with the log of afterwards', async () => {
    const { to } = await tick(await begun())
    // The slot keeps no more than 16 MiB, and the tests before this one have left some.
    await server.withLog((log) => log.release(to))
    await server.snapshot()
    await server.fill(3)
    const base = await server.withLog((log) => hold(log.base?.() as Dump))
    const whole = await tick(to)
    await server.setBack()
    await server.fill(6)
    const other = await tick(to)
    const recover = (piece: Piece) =>
      replay.recover(
        chainOf(base, [piece]),
        'end',
        { tools: { kind: 'auto' }, image: undefined },
        server.bench,
        never(),
      )
    await using _ = await recover(whole)
    await expect(recover(other)).rejects.toMatchObject({
      code: 'object-damaged',
      message: expect.stringContaining('the server was set back after it was taken'),
    })
  })

  test('another server at the same address is a gap', async () => {
    const other = await Server.make(machine)
    await other.fill(8)
    const { to } = await tick(await begun())
    await expect(other.withLog((log) => read(log.collect(to)))).rejects.toMatchObject(gap(/the server is another one/))
    await other.stop()
  })

  test('a pg_receivewal that is killed gives no piece, and the next one has all of it', async () => {
    const from = (await tick(await begun())).to
    await server.fill(3)
    const whole = await tick(from)
    // Stopped at once, so that no machine is fast enough for it to end before it is killed.
    for (const how of ['kill -9 $!', 'kill -STOP $!; sleep 0.05; kill -9 $!']) {
      await wrapped(`pg_receivewal "$@" & ${how}; wait $!`)
      await expect(length(from)).rejects.toMatchObject({ code: 'tool-failed' })
    }
    // As if it had said nothing of what it did not get.
    await wrapped('pg_receivewal "$@"; : >"${1#*=}/$(ls "${1#*=}" | head -n 1)"')
    await expect(length(from)).rejects.toMatchObject({ message: expect.stringContaining('too short') })
    await unwrapped()
    expect((await tick(from)).bytes.subarray(0, whole.bytes.length).equals(whole.bytes)).toBe(true)
  })
})

describe('a server that is not set up for it is refused before anything is written', () => {
  const refused = (message: RegExp, hint: RegExp) => ({
    code: 'source-failed',
    message: expect.stringMatching(message),
    hint: expect.stringMatching(hint),
  })
  const rehearsed = (user?: string) => server.withLog((_, open) => open.rehearse(), pointInTime('auto'), user)
  const slots = () => server.sql('select count(*) from pg_replication_slots')
  beforeAll(async () => {
    await server.withLog((log) => log.teardown())
    await server.sql(
      'create role weak login;;create role backup login replication;;grant pg_read_all_data to weak, backup',
    )
  })

  test('one that is set up is not, by a role that may do no more than replicate', async () => {
    await rehearsed('backup')
    const from = await server.withLog(async (log) => positionOf(await hold(log.base?.() as Dump)), {}, 'backup')
    const piece = await server.withLog((log) => read(log.collect(from)), {}, 'backup')
    await server.withLog((log) => log.release(piece.to), {}, 'backup')
    await server.withLog((log) => log.teardown(), {}, 'backup')
    expect(await slots()).toBe('0\n')
  })

  test('a role that may not replicate', async () => {
    await expect(rehearsed('weak')).rejects.toMatchObject(
      refused(/the role weak may not replicate/, /alter role weak replication/),
    )
  })

  test('pg_hba.conf without the line', async () => {
    await server.allowReplication(false)
    const line = /host replication backup 127\.0\.0\.1\/32 scram-sha-256/
    await expect(rehearsed('backup')).rejects.toMatchObject(refused(/"all" does not include replication/, line))
    await server.allowReplication(true)
    // The server reads its file again in its own time.
    const isLetIn = () =>
      rehearsed('backup').then(
        () => true,
        () => false,
      )
    await expect.poll(isLetIn, { timeout: 20_000 }).toBe(true)
  })

  test('a slot without a limit, which is not made', async () => {
    await server.sql('alter system set max_slot_wal_keep_size = -1;;select pg_reload_conf()')
    await expect(rehearsed()).rejects.toMatchObject(refused(/would fill its disk/, /max_slot_wal_keep_size = '10GB'/))
    await expect(begun()).rejects.toMatchObject({ code: 'source-failed' })
    expect(await slots()).toBe('0\n')
    await server.sql('alter system reset max_slot_wal_keep_size;;select pg_reload_conf()')
  })

  test('two tablespaces', async () => {
    await machine.exec(['mkdir', '/tmp/more'])
    await server.sql("create tablespace more location '/tmp/more'")
    await expect(rehearsed()).rejects.toMatchObject(refused(/1 tablespace of its own/, /pg_default/))
    await server.sql('drop tablespace more')
  })
})

/** A program of that name comes first in the path, and runs the true one so. */
async function wrapped(how: string): Promise<void> {
  const file = `#!/bin/sh\nPATH=/usr/lib/postgresql/17/bin:/usr/bin:/bin\n${how}\n`
  const write = 'printf %s "$1" >/usr/local/bin/pg_receivewal; chmod 755 /usr/local/bin/pg_receivewal'
  await docker(['exec', '--user', 'root', machine.id, 'sh', '-ec', write, 'sh', file])
}

const unwrapped = () => docker(['exec', '--user', 'root', machine.id, 'rm', '/usr/local/bin/pg_receivewal'])
