import { describe, expect, test } from 'vitest'
import { obstacleOf, replicationAdvice, type Setting } from '../../../../src/engine/postgres/log/fit.ts'
import { type Slot, type SlotState, slotFindings } from '../../../../src/engine/postgres/log/slot.ts'
import { Problem } from '../../../../src/problem.ts'

const fit: Setting = {
  recovering: false,
  role: 'backup',
  may: true,
  level: 'replica',
  senders: 10,
  slots: 10,
  keep: 10_240,
  tablespaces: 2,
  provider: null,
}
const connection = { host: 'db.example', port: 5432, database: 'shop', user: 'backup', password: 'x', parameters: {} }
const asked = (
  more: Partial<Setting>,
  slot: 'auto' | 'none' | 'unlimited' = 'auto',
  host = 'db.example',
  has = false,
) => obstacleOf({ ...fit, ...more }, { slot }, { ...connection, host }, has)

describe('a server', () => {
  test('that is set up for it has nothing in the way', () => {
    expect(asked({})).toBeUndefined()
    expect(asked({ level: 'logical' })).toBeUndefined()
  })

  test.each<[Partial<Setting>, RegExp, RegExp]>([
    [{ provider: 'Amazon RDS' }, /which Amazon RDS does not offer/, /let its schedule dump it more often/],
    [{ recovering: true }, /it is a standby/, /prefer: primary/],
    [{ level: 'minimal' }, /wal_level is minimal/, /alter system set wal_level = 'replica'/],
    [{ may: false }, /the role backup may not replicate/, /^Run alter role backup replication;/],
    [{ senders: 0 }, /max_wal_senders is 0/, /alter system set max_wal_senders = 10;/],
    [{ tablespaces: 3 }, /it has 1 tablespace of its own/, /select spcname from pg_tablespace;/],
    [{ slots: 0 }, /max_replication_slots is 0/, /set slot: none/],
    [
      { keep: -1 },
      /would fill its disk/,
      /alter system set max_slot_wal_keep_size = '10GB'; select pg_reload_conf\(\);/,
    ],
  ])('that says %o is refused, with what to type', (more, because, hint) => {
    const [said = '', advice = ''] = asked(more) ?? []
    expect(said).toMatch(because)
    expect(advice).toMatch(hint)
  })

  test('of Supabase is known by its host', () => {
    expect(asked({}, 'auto', 'db.abcdefgh.supabase.co')?.[0]).toMatch(/Supabase does not offer/)
    expect(asked({}, 'auto', 'supabase.example')).toBeUndefined()
  })

  test('without a limit for slots is taken without a slot, with one that is there, or where that is accepted', () => {
    expect(asked({ keep: -1, slots: 0 }, 'none')).toBeUndefined()
    expect(asked({ keep: -1 }, 'unlimited')).toBeUndefined()
    expect(asked({ keep: -1 }, 'auto', 'db.example', true)).toBeUndefined()
  })
})

describe('a replication connection that is refused', () => {
  const failed = (stderr: string) =>
    new Problem('tool-failed', `psql failed: ${stderr}`, {
      cause: { kind: 'failure', program: 'psql', exitCode: 2, killedBy: undefined, stderr },
    })

  test.each([
    [
      'FATAL:  no pg_hba.conf entry for replication connection from host "172.17.0.1", user "backup", no encryption',
      'host replication backup 172.17.0.1/32 scram-sha-256',
    ],
    [
      'FATAL:  no pg_hba.conf entry for replication connection from host "fd00::1", user "backup", SSL encryption',
      'host replication backup fd00::1/128 scram-sha-256',
    ],
    [
      'FATAL:  no pg_hba.conf entry for replication connection from host "[local]", user "backup", no encryption',
      'local replication backup scram-sha-256',
    ],
    ['FATAL:  permission denied to start WAL sender', 'alter role backup replication;'],
    ['FATAL:  must be superuser or replication role to start walsender', 'alter role backup replication;'],
    ['FATAL:  number of requested standby connections exceeds max_wal_senders (currently 1)', 'Raise max_wal_senders'],
  ])('says what to type: %s', (stderr, hint) => {
    const said = replicationAdvice(failed(stderr), connection, { where: 'host' })
    expect(said).toMatchObject({ code: 'source-failed', hint: expect.stringContaining(hint) })
  })

  test('for another reason keeps its own words', () => {
    const error = failed('FATAL:  password authentication failed for user "backup"')
    expect(replicationAdvice(error, connection, { where: 'host' })).toBe(error)
  })
})

describe('a replication slot', () => {
  const slot = { name: 'backproof_orders_1' } as Slot
  const state: SlotState = { kept: 1n, status: 'reserved', lagBytes: 1000 }

  test.each<[Partial<SlotState>, number | undefined, readonly string[]]>([
    [{}, undefined, []],
    [{}, 1000, []],
    [{}, 999, ['failure']],
    [{ status: 'extended' }, undefined, ['warning']],
    [{ status: 'unreserved' }, 2000, ['warning']],
    [{ status: 'extended' }, 999, ['warning', 'failure']],
  ])('that is %o, with a limit of %s, tells %j', (more, maxSlotLag, levels) => {
    const options = { slot: 'auto', ...(maxSlotLag === undefined ? {} : { maxSlotLag }) } as const
    expect(slotFindings(slot, { ...state, ...more }, options).map(({ level }) => level)).toEqual(levels)
  })
})
