import { cp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { Report } from '../../src/report/report.ts'
import { startS3StandIn } from '../fault/s3-stand-in.ts'
import { docker, dockerMissing } from '../server/docker.ts'
import { type Postgres, startPostgres } from '../server/postgres.ts'
import { bundle, bundleTimeoutMs } from './bundle.ts'
import { type DatabaseShop, makeDatabaseShop } from './database-shop.ts'
import { startJob } from './run-action.ts'
import { backproof, backproofJson } from './run-cli.ts'
import { filesIn } from './small-shop.ts'

const missing = await dockerMissing('postgres:15', 'postgres:17')
const long = { timeout: bundleTimeoutMs }

describe.skipIf(missing)(`a busy database ${missing ?? ''}`, () => {
  const open: AsyncDisposable[] = []
  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one[Symbol.asyncDispose]()
  })
  async function start(major: number): Promise<{ readonly pg: Postgres; readonly shop: DatabaseShop }> {
    await bundle()
    const pg = await startPostgres(major)
    open.push(pg)
    await pg.sql(`create table orders (id bigint generated always as identity primary key, at timestamptz default now());
      create table items (id bigint generated always as identity primary key, "order" bigint references orders)`)
    const shop = await makeDatabaseShop(pg)
    open.push(shop)
    await shop.policy(
      '  disk: { directory: { path: ./disk } }',
      `    tools: { service: postgres }
    verify:
      assert:
        - { name: no order is torn, sql: "select count(*) - 3 * (select count(*) from orders) from items", equals: 0 }
`,
    )
    return { pg, shop }
  }

  test.each([15, 17])(
    'PostgreSQL %i under constant writes restores to exactly the counts of its snapshot',
    long,
    async (major) => {
      const { pg, shop } = await start(major)
      // One order with three items in every transaction, hundreds of times in a second.
      const writer = pg.sql(`do $$ begin for i in 1..100000000 loop
      with made as (insert into orders default values returning id) insert into items ("order") select id from made, generate_series(1, 3);
      commit; perform pg_sleep(0.001); end loop; end $$`)
      const stopped = expect(writer).rejects.toThrow('terminating connection')
      const count = async () => Number(await pg.sql('select count(*) from orders'))
      await expect.poll(count, { timeout: 60_000 }).toBeGreaterThan(1000)

      const before = await count()
      const backup = (await backproofJson<Report>(shop.folder, ['backup'], shop.env)).sources[0]?.backup
      const after = await count()
      // It was written to in the middle of the dump.
      expect(after - before).toBeGreaterThan(100)
      const rows = backup?.counts.find(({ noun }) => noun === 'rows')?.count ?? 0
      expect(rows % 4).toBe(0)
      expect(rows / 4).toBeGreaterThanOrEqual(before)
      expect(rows / 4).toBeLessThanOrEqual(after)

      const images = watchImages()
      const verified = await backproofJson<Report>(shop.folder, ['verify', '--level', 'restore'], shop.env)
      const compared = `2 tables, ${rows.toLocaleString('en')} rows equal`
      expect(verified.sources[0]?.proofs).toMatchObject([{ outcome: 'passed', compared, findings: [] }])
      // The throw-away server is of the dumped one's version.
      expect(await images.stop()).toContain(`postgres:${major}`)

      await pg.sql('create database other')
      const env = { ...shop.env, TARGET: pg.urlOf('other') }
      const into = ['restore', '--source', 'orders', '--into', '${TARGET}']
      expect(await backproofJson(shop.folder, into, env)).toMatchObject({ compared })
      expect(Number(await pg.sql('select count(*) from items', 'other'))).toBe((rows / 4) * 3)
      await pg.sql("select pg_terminate_backend(pid) from pg_stat_activity where query like 'do %'")
      await stopped
    },
  )

  test('leaves nothing that counts when its container is killed in the middle of the dump', long, async () => {
    const { pg, shop } = await start(17)
    await pg.sql(`create table blobs (data text); alter table blobs alter data set storage external;
      insert into blobs select string_agg(md5(random()::text), '') from generate_series(1, 1600000) i group by i % 400`)
    await using s3 = await startS3StandIn()
    await shop.policy(
      `  far: { s3: { bucket: shop, region: us-east-1, endpoint: ${s3.endpoint}, access-key-id: "\${KEY_ID}", secret-access-key: "\${KEY}" } }`,
      '    tools: { service: postgres }\n',
    )
    // The dump waits for a server that takes no more, and then its own is gone.
    const killed = Promise.withResolvers<string>()
    s3.trouble = ({ call }) => {
      if (call !== 'UploadPart') return false
      docker(['kill', pg.id]).then(killed.resolve, killed.reject)
      s3.trouble = ({ call }) => call === 'UploadPart'
      return true
    }
    const env = { ...shop.env, KEY_ID: 'KEYKEYKEYKEYKEYKEYKE', KEY: 'secret/of the stand-in' }
    const { code, stdout } = await backproof(shop.folder, ['backup'], env)
    await killed.promise
    expect(code).toBe(1)
    expect(stdout).toMatch(/pg_dump|docker exec postgres|no running container/)
    const keys = [...s3.objects.keys()].filter((key) => !/\/(runs|lease)/.test(key))
    expect([keys, s3.uploads.size]).toEqual([[], 0])
  })

  test('leaves a container when its test restore is killed, and the post step removes it', long, async () => {
    const { pg, shop } = await start(17)
    await pg.sql('insert into orders select from generate_series(1, 10)')
    await backproofJson(shop.folder, ['backup'], shop.env)
    await using job = await startJob({ action: await bundle(), env: shop.env })
    // What acts is committed there.
    await cp(shop.folder, job.workspace, { recursive: true })
    const state = () => readFile(join(job.temporary, 'phase-1/STATE'), 'utf8').catch(() => '')
    const ours = async () => {
      const run = /run.*\n?([0-9a-f]{12})/.exec(await state())?.[1]
      return run ? (await docker(['ps', '-aq', '--filter', `label=backproof=${run}`])).trim() : ''
    }
    const { main, post } = await job.step({
      inputs: { command: 'verify', level: 'restore' },
      cancelAt: expect
        .poll(ours, { timeout: 60_000, interval: 20 })
        .not.toBe('')
        .then(() => {}),
      cancelBy: 'SIGKILL',
    })
    expect([main.code, post.code]).toEqual([137, 0])
    expect(post.output).toMatch(/^removed the container [0-9a-f]{12}/)
    expect(await ours()).toBe('')
    expect(await filesIn(join(job.temporary, `backproof-${main.state['run']}`))).toEqual([])
  })
})

/** The images of all containers of this program, from now until stopped. */
function watchImages() {
  const seen = new Set<string>()
  let going = true
  const watching = (async () => {
    while (going) {
      const images = await docker(['ps', '--filter', 'label=backproof', '--format', '{{.Image}}'])
      for (const image of images.split('\n')) seen.add(image)
    }
  })()
  return {
    async stop() {
      going = false
      await watching
      return [...seen]
    },
  }
}
