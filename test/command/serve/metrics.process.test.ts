import { expect, test } from 'vitest'
import { parseExposition } from '../../report/prometheus/parser.ts'
import { openShop } from '../shop.ts'
import { startServer } from './harness.ts'

test('GET /metrics has the health for Prometheus, and needs the token', async () => {
  await using shop = await openShop()
  await shop.run('backup')
  const { stores } = shop
  const openStore = async (name: string) => {
    const store = stores[name]
    if (!store) throw new Error(`no store ${name}`)
    return store
  }
  await using served = await startServer({ ...shop.world, openStore })
  const { status, headers, text } = await served.ask('/metrics')
  expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8'])
  const { series } = parseExposition(text)
  expect(series.find(({ name }) => name === 'backproof_last_success_size_bytes')).toMatchObject({
    labels: { project: 'shop', source: 'files' },
    value: expect.any(Number),
  })
  expect(series.find(({ name }) => name === 'backproof_store_reachable')).toMatchObject({ value: 1 })
  expect((await fetch(`${served.url}/metrics`)).status).toBe(401)
})
