import { expect, test } from 'vitest'
import { openShop } from '../shop.ts'
import { startServer } from './harness.ts'

const exit = (code: number) => ({ kind: 'exit', code, stdout: '{}' }) as const

test('as the server stops, nothing starts any more, what waits is cancelled, and what runs may end', async () => {
  await using shop = await openShop()
  await using served = await startServer(shop.world, { options: { grace: '30s' } })
  await expect.poll(() => served.played.length).toBe(1)
  const waiting = await served.post('/api/backups')
  served.stop()
  await expect.poll(() => served.played[0]?.signals).toEqual(['stop'])
  served.played[0]?.end(exit(130))
  expect(await served.ended).toBe(2)
  expect(served.played).toHaveLength(1)
  await expect(served.ask(`/api/jobs/${waiting.body.id}`)).rejects.toThrow()
  const lines = shop.world.lines.flatMap((line) => (line.includes('job-ended') ? [JSON.parse(line.slice(6))] : []))
  expect(lines).toMatchObject([
    { command: 'backup', state: 'cancelled' },
    { command: 'run', state: 'cancelled', exitCode: 130 },
  ])
})

test('a job that does not end is ended after the grace period', async () => {
  await using shop = await openShop()
  await using served = await startServer(shop.world, { options: { grace: '1s' }, clock: { ...shop.world, sleep } })
  await expect.poll(() => served.played.length).toBe(1)
  served.stop()
  await served.ended
  expect(served.played[0]?.signals).toEqual(['stop', 'kill'])
})

test('a second signal ends everything at once', async () => {
  await using shop = await openShop()
  await using served = await startServer(shop.world, { options: { grace: '1h' } })
  await expect.poll(() => served.played.length).toBe(1)
  served.stop()
  await expect.poll(() => served.played[0]?.signals).toEqual(['stop'])
  served.hurry()
  await served.ended
  expect(served.played[0]?.signals).toEqual(['stop', 'kill'])
})

test('an answer that is on its way is given while the server stops', async () => {
  await using shop = await openShop()
  await using served = await startServer(shop.world, { options: { grace: '30s' } })
  await expect.poll(() => served.played.length).toBe(1)
  const asked = served.ask('/api/backups?limit=7')
  await new Promise((resolve) => setTimeout(resolve, 20))
  served.stop()
  served.played[0]?.end(exit(130))
  expect((await asked).status).toBe(200)
})

async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => resolve(), { once: true })
    timer.unref()
  })
}
