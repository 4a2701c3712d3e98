import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../../src/report/report.ts'
import { dockerMissing } from '../server/docker.ts'
import { type Postgres, startPostgres } from '../server/postgres.ts'
import { type S3, s3Image, startS3 } from '../server/s3.ts'
import { bundle, bundleTimeoutMs } from './bundle.ts'
import { bucketOf, type DatabaseShop, makeDatabaseShop } from './database-shop.ts'
import { later } from './later.ts'
import { backproof, backproofJson } from './run-cli.ts'
import { filesIn } from './small-shop.ts'

interface List {
  readonly backups: readonly {
    readonly id: string
    readonly copies: readonly string[]
    readonly deletedAt?: string
    readonly proof?: { readonly level: string; readonly outcome: string }
  }[]
}

const reader = {
  accessKeyId: 'BACKPROOFTESTREADER1',
  secretAccessKey: 'reader',
  policy: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'], Resource: '*' }],
  },
}

const missing = await dockerMissing('postgres:17', s3Image)

describe.skipIf(missing)(`a database in a service container, a bucket and a disk ${missing ?? ''}`, () => {
  let pg: Postgres
  let s3: S3
  let shop: DatabaseShop
  beforeAll(async () => {
    ;[pg, s3] = await Promise.all([startPostgres(17), startS3({ users: [reader] }), bundle()])
    await pg.sql(`create table customers (id int primary key, name text not null);
      create table orders (id int generated always as identity primary key, customer int references customers, at timestamptz default now());
      insert into customers select i, 'Customer ' || i from generate_series(1, 50) i;
      insert into orders (customer) select 1 + i % 50 from generate_series(1, 1000) i`)
    shop = await makeDatabaseShop(pg, s3)
  }, bundleTimeoutMs)
  afterAll(async () => {
    for (const one of [shop, s3, pg]) await one?.[Symbol.asyncDispose]()
  })
  const ask = <T>(args: readonly string[], env = shop.env) => backproofJson<T>(shop.folder, args, env)

  test('go through run, list, verify, restore elsewhere, prune and purge', async () => {
    const bucket = await s3.bucket()
    await shop.policy(
      `  far: ${bucketOf(s3, bucket, { prefix: 'prod' })}\n  disk: { directory: { path: ./disk } }`,
      `    tools: { service: postgres }
    schedule: "0 2 * * *"
    retention: { keep: { last: 1 }, manual: rules, min-keep: 1, grace: 1d }
    verify:
      restore: "0 4 * * *"
      assert:
        - { name: all have a customer, sql: "select count(*) from orders where customer is null", equals: 0 }
        - { required: [orders, customers] }
`,
    )
    const report = await ask<Report>(['run'])
    const made = report.sources[0]
    expect(made?.backup).toMatchObject({
      counts: [
        { noun: 'tables', count: 2 },
        { noun: 'rows', count: 1050 },
      ],
    })
    expect(made?.backup?.copies.map(({ store, outcome }) => `${store} ${outcome}`)).toEqual([
      'far stored',
      'disk stored',
    ])
    expect(made?.proofs).toMatchObject([
      { level: 'restore', outcome: 'passed', compared: '2 tables, 1,050 rows equal' },
    ])

    const { backups } = await ask<List>(['list'])
    expect(backups).toMatchObject([{ copies: ['far', 'disk'], proof: { level: 'restore', outcome: 'passed' } }])
    for (const level of ['check', 'read', 'restore']) {
      for (const store of ['far', 'disk']) {
        const proven = await ask<Report>(['verify', '--level', level, '--store', store])
        expect(proven.sources[0]?.proofs).toMatchObject([{ level, outcome: 'passed', findings: [] }])
      }
    }

    await pg.sql('create database "res tored"')
    const target = { ...shop.env, TARGET: pg.urlOf('res tored') }
    const into = ['restore', '--source', 'orders', '--store', 'far', '--into', '${TARGET}']
    expect(await ask(into, target)).toMatchObject({ store: 'far', compared: '2 tables, 1,050 rows equal' })
    expect(await pg.sql('select count(*) from orders join customers c on c.id = customer', 'res tored')).toBe('1000\n')
    const again = await backproof(shop.folder, into, target)
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('is not empty')])
    const itself = await backproof(shop.folder, ['restore', '--source', 'orders', '--into', '${ORDERS_URL}'], shop.env)
    expect([itself.code, itself.stderr]).toEqual([2, expect.stringContaining('is the source orders itself')])

    const second = (await ask<Report>(['backup'])).sources[0]?.backup?.id
    const third = (await ask<Report>(['backup'])).sources[0]?.backup?.id
    const pruned = await ask<Report>(['prune', '--apply'])
    // The first was proven, the third is the newest.
    expect(pruned.sources[0]?.retention?.deleted.map(({ id }) => id)).toEqual([second])
    await using nextDay = await later(shop.folder, shop.env, 25 * 3_600_000)
    const purged = async () => (await nextDay.run('prune', { apply: true })).sources[0]?.retention?.purged
    // The first run that finds the grace period over only says so.
    expect([await purged(), await purged()]).toEqual([[], [second]])
    expect((await ask<List>(['list'])).backups.map(({ id }) => id)).toEqual([third, backups[0]?.id])
    expect(
      (await filesIn(`${shop.folder}/disk`)).filter((path) => path.includes(`/${second}`) && !path.includes('runs/')),
    ).toEqual([])
  })

  test.each([
    ['{ service: postgres }', 'docker exec postgres'],
    ['{ image: "postgres:17" }', 'docker run postgres:17'],
    ['auto', 'docker exec postgres'],
  ])('back up with tools: %s by %s', async (tools, where) => {
    await shop.policy(`  disk: { directory: { path: ./tools } }`, `    tools: ${tools}\n`)
    const { checks } = await ask<{ checks: { what: string; says: string }[] }>(['doctor'])
    expect(checks.find(({ what }) => what === 'source orders')?.says).toContain(`programs: ${where}`)
    expect((await ask<Report>(['backup'])).sources[0]?.backup?.counts).toContainEqual({ noun: 'rows', count: 1050 })
  })

  test('use an image of the server’s version with tools: auto and no service', async () => {
    await shop.policy(`  disk: { directory: { path: ./tools } }`)
    const { BACKPROOF_SERVICES, ...env } = shop.env
    expect(BACKPROOF_SERVICES).toBeDefined()
    expect((await ask<Report>(['backup'], env)).sources[0]?.backup?.counts).toContainEqual({
      noun: 'rows',
      count: 1050,
    })
  })

  describe('a mistake is reported with its cause, the call that met it, and the command to run', () => {
    const nothing = (bucket: string) => ({ bucket })
    const mistakes: readonly (readonly [
      name: string,
      settings: (bucket: string) => Record<string, string>,
      env: Record<string, string>,
      said: readonly RegExp[],
    ])[] = [
      [
        'no such bucket',
        () => ({ bucket: 'shop-bakcups' }),
        {},
        [/there is no bucket shop-bakcups/, /ListObjectsV2/, /Create the bucket/],
      ],
      [
        'an unknown key',
        nothing,
        { S3_KEY_ID: 'NOBODYNOBODYNOBODY00' },
        [/access key is not known/, /ListObjectsV2/, /Correct access-key-id/],
      ],
      ['a wrong secret', nothing, { S3_KEY: 'wrong' }, [/signature does not match/, /Correct secret-access-key/]],
      [
        'a key that may not write',
        nothing,
        { S3_KEY_ID: 'BACKPROOFTESTREADER1', S3_KEY: 'reader' },
        [/PutObject orders\/lease.json/, /access denied/, /Allow s3:PutObject on/],
      ],
      ['half a key', () => ({ 'secret-access-key': '"${S3_NONE}"' }), {}, [/S3_NONE is not set/]],
      [
        'a server that is not there',
        () => ({ endpoint: 'http://127.0.0.1:9' }),
        {},
        [/does not answer/, /Does the server run/, /correct endpoint/],
      ],
    ]
    test.each(mistakes)('%s', async (_, settings, env, said) => {
      const bucket = await s3.bucket()
      await shop.policy(`  far: ${bucketOf(s3, bucket, settings(bucket))}`, `    tools: { service: postgres }\n`)
      const { code, stdout } = await backproof(shop.folder, ['doctor'], { ...shop.env, ...env })
      expect(code).toBeGreaterThan(0)
      for (const text of said) expect(stdout).toMatch(text)
      expect(stdout).not.toContain(s3.secretAccessKey)
    })

    test('a wrong password of the database is reported', async () => {
      // From outside: the server trusts what connects from inside its container.
      await shop.policy('  disk: { directory: { path: ./password } }', '    tools: { image: "postgres:17" }\n')
      const env = { ...shop.env, ORDERS_URL: `postgres://postgres:nOtThePassword@127.0.0.1:${pg.port}/shop` }
      const { code, stdout, stderr } = await backproof(shop.folder, ['backup'], env)
      expect(code).toBe(1)
      expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(/docker run postgres:17.*password authentication failed/)
      expect(`${stdout}${stderr}`).not.toContain('nOtThePassword')
      expect(await filesIn(`${shop.folder}/password/orders/manifests`)).toEqual([])
    })
  })
})
