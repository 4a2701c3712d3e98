import { afterAll, beforeAll, expect, test } from 'vitest'
import { dockerMissing } from '../server/docker.ts'
import { type Postgres, startPostgres } from '../server/postgres.ts'
import { codesOf, openShop, policyOf, type Shop } from './shop.ts'

const missing = await dockerMissing('postgres:15', 'postgres:17')
let pg: Postgres
let shop: Shop
beforeAll(async () => {
  if (missing) return
  pg = await startPostgres(17)
  shop = await openShop()
})
afterAll(async () => {
  await shop?.[Symbol.asyncDispose]()
  await pg?.[Symbol.asyncDispose]()
})

const doctor = async (tools: string) => {
  const source = `  orders: { engine: postgres, url: '${'${'}URL}', tools: ${tools} }\n`
  await shop.policy(`${policyOf(shop.path('data'))}${source}`)
  return shop.run('doctor', { source: ['orders'] }, { env: { ...process.env, URL: pg.url } })
}

test.skipIf(missing)(
  `the doctor finds bad what a backup would refuse: programs of another version ${missing ?? ''}`,
  async () => {
    const bad = await doctor('{ image: postgres:15 }')
    expect(codesOf(bad)).toEqual(['tool-version'])
    expect(bad.text({ colour: false, width: 100 })).toMatch(
      /BAD .*the server is PostgreSQL 17, but pg_dump in .* is 15/,
    )
    expect((await doctor('{ image: postgres:17 }')).problems).toEqual([])
  },
)
