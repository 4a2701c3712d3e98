import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { identityOf } from '../../src/policy/policy.ts'
import { parse, policyText, withPostgres, withSource } from './example.ts'

const source = (text: string, env: Record<string, string> = {}) => parse(text, env).sources['orders']

describe('a policy', () => {
  it('knows its path, the digest of its bytes, and the line of every source', () => {
    const text = policyText({
      top: 'version: 1\nproject: shöp'.replace('ö', 'o'),
      sources: '# Größe\nsources:\n  a: { engine: sqlite, path: a }\n\n  b: { engine: sqlite, path: b }',
    })
    const policy = parse(text)
    expect(policy.path).toBe('backup-policy.yml')
    expect(policy.digest).toBe(createHash('sha256').update(Buffer.from(text, 'utf8')).digest('hex'))
    const lines = text.split('\n')
    for (const { name, line } of Object.values(policy.sources)) expect(lines[line - 1]).toContain(`${name}:`)
  })

  it('has no source and no store that the file does not name', () => {
    const policy = parse(withSource('engine: sqlite\npath: a'))
    expect(policy.sources['constructor']).toBeUndefined()
    expect(policy.stores['toString']).toBeUndefined()
  })

  it('merges defaults: the source wins, retention and verify key by key', () => {
    const policy = parse(
      policyText({
        stores: 'stores:\n  a: { directory: { path: /a } }\n  b: { directory: { path: /b } }',
        defaults:
          'defaults:\n  stores: [a]\n  schedule: 0 2 * * *\n  tools: host\n  objectives: { rpo: 1d, rto: 1h }\n  retention: { keep: { daily: 7 }, max: { count: 9 }, min-keep: 4 }\n  verify: { read: 0 3 * * *, restore: 0 4 * * 1, size: { shrink: 50% } }',
        sources: [
          'sources:',
          '  plain: { engine: sqlite, path: a }',
          '  own:',
          '    engine: sqlite',
          '    path: b',
          '    stores: [b, a]',
          '    schedule: never',
          '    objectives: { rto: 2h }',
          '    retention: { keep: { last: 5 }, grace: 1d }',
          '    verify: { read: never, size: { grow: 300% } }',
        ].join('\n'),
      }),
    )
    expect(policy.sources['plain']).toMatchObject({
      stores: ['a'],
      schedule: '0 2 * * *',
      tools: { kind: 'host' },
      objectives: { rpoMs: 86_400_000, rtoMs: 3_600_000 },
      retention: { keep: { counts: { daily: 7 } }, max: { count: 9 }, minKeep: 4 },
      verify: { read: '0 3 * * *', restore: '0 4 * * 1', size: { shrink: 0.5 } },
    })
    const own = policy.sources['own']
    expect(own).toMatchObject({
      stores: ['b', 'a'],
      objectives: { rpoMs: 86_400_000, rtoMs: 7_200_000 },
      retention: { keep: { last: 5, counts: {} }, max: { count: 9 }, minKeep: 4, grace: { days: 1 } },
      verify: { restore: '0 4 * * 1', size: { shrink: 0.5, grow: 3 } },
    })
    expect(own).not.toHaveProperty('schedule')
    expect(own?.verify).not.toHaveProperty('read')
  })

  it('accepts a source with its own rule if the defaults have none', () => {
    const text = (keep: string) =>
      policyText({
        defaults: 'defaults: { retention: { grace: 1d } }',
        sources: `sources:\n  orders: { engine: sqlite, path: a${keep} }`,
      })
    expect(source(text(', retention: { keep: { last: 2 } }'))?.retention).toMatchObject({
      keep: { last: 2 },
      grace: { days: 1 },
    })
    expect(() => source(text(''))).toThrow('defaults.retention has no rule that keeps a backup')
  })

  it('contains every retention rule', () => {
    const text = withPostgres(
      'retention:\n  keep: { last: all, hourly: 1, daily: 2, weekly: 3, monthly: 4, yearly: 5, within: 1y6mo, within-hourly: 1d, within-yearly: 10y, tags: [a, [b, "c*"]] }\n  tiers: [{ until: 4h, every: all }, { until: 1y, every: 1mo }]\n  max: { count: 50, size: 25GiB }\n  protect: ["release-*"]\n  min-keep: 1\n  grace: 36h',
    )
    const day = { years: 0, months: 0, days: 1, ms: 0, text: '1d' }
    expect(source(text)?.retention).toMatchObject({
      keep: {
        last: Number.MAX_SAFE_INTEGER,
        counts: { hourly: 1, daily: 2, weekly: 3, monthly: 4, yearly: 5 },
        within: { years: 1, months: 6, text: '1y6mo' },
        withinPeriods: { hourly: day, yearly: { years: 10 } },
        tags: [['a'], ['b', 'c*']],
      },
      tiers: [
        { until: { ms: 4 * 3_600_000 }, every: 'all' },
        { until: { years: 1 }, every: { months: 1 } },
      ],
      max: { count: 50, bytes: 25 * 2 ** 30 },
      protect: ['release-*'],
      minKeep: 1,
      grace: { ms: 36 * 3_600_000 },
    })
  })

  it('contains dates, types, and the rule for manual backups', () => {
    const text = withPostgres(
      'retention: { preset: light, before: 2026-01-01, manual: rules, types: { automatic: { min: 2 }, manual: { max: 5 }, daily: { min: 1, max: 7 } } }',
    )
    expect(source(text)?.retention).toMatchObject({
      preset: 'light',
      before: new Date('2026-01-01T00:00:00Z'),
      manual: 'rules',
      types: { automatic: { min: 2 }, manual: { max: 5 }, daily: { min: 1, max: 7 } },
    })
  })

  it('contains promises, pauses and postponements, merged with the defaults', () => {
    const policy = parse(
      policyText({
        stores: 'stores:\n  a: { directory: { path: /a } }\n  b: { directory: { path: /b } }',
        defaults: 'defaults: { jitter: 10m, objectives: { verified-within: 8d, copies: 2 } }',
        sources:
          'sources:\n  plain: { engine: sqlite, path: a, paused: false }\n  own: { engine: sqlite, path: b, paused: true, jitter: 1h, objectives: { copies: 1 }, stores: [a] }',
      }),
    )
    const plain = policy.sources['plain']
    expect(plain).toMatchObject({ jitterMs: 600_000, objectives: { verifiedWithinMs: 8 * 86_400_000, copies: 2 } })
    expect(plain).not.toHaveProperty('paused')
    expect(policy.sources['own']).toMatchObject({
      paused: true,
      jitterMs: 3_600_000,
      objectives: { verifiedWithinMs: 8 * 86_400_000, copies: 1 },
    })
  })

  it('contains the rules of plans, and prices', () => {
    const text = `${policyText()}plan: { max-deletions: 0, label: "yes, delete" }\nprices: { currency: EUR, per-gib-month: { disk: 0.02 } }\n`
    expect(parse(text)).toMatchObject({
      plan: { maxDeletions: 0, label: 'yes, delete' },
      prices: { currency: 'EUR', perGibMonth: { disk: 0.02 } },
    })
    expect(parse(policyText())).not.toHaveProperty('plan')
    expect(parse(policyText())).not.toHaveProperty('prices')
  })

  it('contains the rules of a store', () => {
    const rules = 'retention: { keep: { last: 2, daily: 7 }, tiers: [{ until: 4h, every: all }], max: { size: 5GiB } }'
    const policy = parse(
      policyText({
        stores: `stores:\n  disk: { directory: { path: /b }, ${rules} }\n  s3: { s3: { bucket: shop-backups, region: auto }, ${rules} }`,
      }),
    )
    const { disk, s3 } = policy.stores
    expect(disk?.retention).toEqual({
      keep: { last: 2, counts: { daily: 7 }, withinPeriods: {}, tags: [] },
      tiers: [{ until: expect.objectContaining({ ms: 4 * 3_600_000 }), every: 'all' }],
      max: { bytes: 5 * 2 ** 30 },
    })
    expect(s3?.retention).toEqual(disk?.retention)
  })

  it('contains every key of a store, and a prefix without slashes at its ends', () => {
    const text = policyText({
      stores:
        'stores:\n  s:\n    s3: { bucket: "${NAME}-backups", region: auto, prefix: /a/b/, endpoint: "https://${HOST}", path-style: false, access-key-id: "${ID}", secret-access-key: "${KEY}", session-token: "${TOKEN}", storage-class: STANDARD_IA, encryption: { type: aws:kms, key-id: k }, max-parts: 1000, checksums: never }\n    timeout: 5m',
    })
    const { endpoint, accessKeyId, secretAccessKey, sessionToken, ...plain } = s3(
      parse(text, { NAME: 'shop', HOST: 'h', KEY: 'secret' }),
    )
    expect(plain).toEqual({
      kind: 's3',
      bucket: 'shop-backups',
      region: 'auto',
      prefix: 'a/b',
      pathStyle: false,
      storageClass: 'STANDARD_IA',
      encryption: { type: 'aws:kms', keyId: 'k' },
      maxParts: 1000,
      checksums: 'never',
      timeoutMs: 300_000,
    })
    expect(endpoint?.reveal()).toBe('https://h')
    expect(secretAccessKey?.reveal()).toBe('secret')
    expect(() => accessKeyId?.reveal()).toThrow('ID is not set, needed by stores.s.s3.access-key-id')
    expect(sessionToken?.template).toBe('${TOKEN}')
  })

  it('contains every key of each engine', () => {
    expect(
      source(
        withPostgres(
          'jobs: 4\nglobals: none\ntables: { include: [a], exclude: ["b.*"] }\nschemas: { exclude: [s] }\ntools: { image: "r.example.com/postgres:17" }',
        ),
      ),
    ).toMatchObject({
      engine: 'postgres',
      jobs: 4,
      globals: 'none',
      tables: { include: ['a'], exclude: ['b.*'] },
      schemas: { include: [], exclude: ['s'] },
      tools: { kind: 'image', image: 'r.example.com/postgres:17' },
    })
    expect(
      source(withSource('engine: files\npaths: ["${ROOT}/x", y]\ninclude: ["*.pdf"]\nexclude: ["$${x}"]'), {
        ROOT: '/srv',
      }),
    ).toMatchObject({
      paths: ['/srv/x', 'y'],
      include: ['*.pdf'],
      exclude: ['${x}'],
    })
  })

  it('reads where another machine is, with its keys, and whose key logs in', () => {
    const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDBYDuuxvBlaje/7XmhLMcEJt9dxrHr2CZ0doOMvZb68'
    const tools = `{ ssh: "backup@[2001:db8::1]:2222", host-key: ["${key} root@db", "${key}"], key: "\${DB_KEY}" }`
    const read = source(withPostgres(`tools: ${tools}`), { DB_KEY: 'secret' })?.tools
    expect(read).toMatchObject({
      kind: 'ssh',
      login: { user: 'backup', host: '2001:db8::1', port: 2222, hostKeys: [key, key] },
    })
    const login = read?.kind === 'ssh' ? read.login : undefined
    expect(login?.key?.reveal()).toBe('secret')
    expect(JSON.stringify(read)).not.toContain('secret')
    const shared = policyText({
      defaults: `defaults:\n  tools: { ssh: a@db, host-key: "${key}", key: "\${DB_KEY}" }`,
      sources: 'sources:\n  one: { engine: mysql, url: "${ONE}" }',
    })
    const one = parse(shared).sources['one']?.tools
    expect(one).toMatchObject({ kind: 'ssh', login: { user: 'a', host: 'db', port: 22, hostKeys: [key] } })
    expect(() => one?.kind === 'ssh' && one.login.key?.reveal()).toThrow(
      'DB_KEY is not set, needed by defaults.tools.key',
    )
  })

  it('reads which container of which pod', () => {
    expect(source(withPostgres('tools: { pod: shop/orders-0, container: db }'))?.tools).toEqual({
      ...{ kind: 'pod', namespace: 'shop', pod: 'orders-0', container: 'db' },
    })
  })

  it('takes via of the defaults for those alone that it can be for', () => {
    const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDBYDuuxvBlaje/7XmhLMcEJt9dxrHr2CZ0doOMvZb68'
    const { sources } = parse(
      policyText({
        defaults: `defaults:\n  via: { ssh: a@bastion, host-key: "${key}" }`,
        sources: [
          'sources:',
          '  one: { engine: postgres, url: "${ONE}" }',
          `  two: { engine: postgres, url: "\${TWO}", via: { ssh: b@other, host-key: "${key}" } }`,
          '  three: { engine: postgres, url: "${THREE}", tools: { service: pg } }',
          '  four: { engine: sqlite, path: a.db }',
        ].join('\n'),
      }),
    )
    expect(Object.values(sources).map(({ via }) => via?.host)).toEqual(['bastion', 'other', undefined, undefined])
    const [one, two] = Object.values(sources)
    if (one === undefined || two === undefined) throw new Error('there are four')
    const there = { ...two, name: 'one' } as typeof one
    // Which way it is reached does not make it another source.
    expect(identityOf({ ...there, url: (one as { url: unknown }).url } as typeof one)).toEqual(identityOf(one))
  })

  it('generates a name for assertions without one', () => {
    const text = withPostgres(
      'verify:\n  assert:\n    - { sql: "select\\n  1", min: 1, max: 2 }\n    - { required: [a, b] }\n    - { name: n, sql: select 1, equals: x }',
    )
    const lines = text.split('\n')
    const first = lines.findIndex((line) => line.includes('- { sql: "select')) + 1
    const at = (index: number) => ({ line: first + index, column: (lines[first - 1]?.indexOf('{') ?? 0) + 1 })
    expect(source(text)?.verify.assertions).toEqual([
      { kind: 'sql', name: 'select 1', ask: 'select\n  1', expect: { min: 1, max: 2 }, at: at(0) },
      { kind: 'required', name: 'required a, b', names: ['a', 'b'], at: at(1) },
      { kind: 'sql', name: 'n', ask: 'select 1', expect: { equals: 'x' }, at: at(2) },
    ])
  })

  it('passes cron lines to the check with the zone of the policy', () => {
    const asked: string[] = []
    const text = policyText({
      top: 'version: 1\nproject: shop\ntimezone: Europe/Stockholm',
      sources: 'sources:\n  a: { engine: sqlite, path: a, schedule: 0 2 * * * }',
    })
    parse(text, {}, { cron: (line, timezone) => void asked.push(`${line} in ${timezone}`) })
    expect(asked).toEqual(['0 2 * * * in Europe/Stockholm'])
  })
})

function s3(policy: ReturnType<typeof parse>) {
  const store = policy.stores['s']
  if (store?.kind !== 's3') throw new Error('the example has an s3 store')
  return store
}
