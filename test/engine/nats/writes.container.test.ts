import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { engineOf } from '../../../src/engine/engine.ts'
import { compare } from '../../../src/verify/verify.ts'
import { dockerMissing } from '../../server/docker.ts'
import { startNats } from '../../server/nats.ts'
import { hold, plainBackup } from '../memory.ts'
import { natsSource } from '../source.ts'
import { bench } from '../step.ts'
import { never, User } from './fixture.ts'

const nats = await engineOf('nats')

for (const version of ['2.10', '2.15']) {
  const missing = await dockerMissing(`nats:${version}`)
  test.skipIf(missing)(
    `NATS ${version}: streams that grow, and that lose their oldest, while they are dumped again and again${missing ?? ''}`,
    async () => {
      await using server = await startNats(version)
      const url = server.urlOf('source')
      await using user = await User.of(url)
      await user.stream('GROWS')
      await user.stream('RING', { max_msgs: 1000 })
      await user.stream('KEYS', { max_msgs_per_subject: 2 })
      const stop = new AbortController()
      const writing = (async () => {
        while (!stop.signal.aborted) {
          for (let one = 0; one < 30; one++) {
            user.client.publish('grows.a', randomBytes(2000))
            user.client.publish('ring.a', randomBytes(2000))
            user.client.publish(`keys.${one}`, randomBytes(1000))
          }
          await user.client.drained()
          await pause(20)
        }
      })()
      try {
        await expect.poll(() => user.messages('RING'), { timeout: 60_000 }).toBe(1000)
        for (let round = 1; round <= 4; round++) {
          await using live = await nats.open(natsSource(url), bench, never)
          const held = await hold(live.dump())
          await using target = await nats.target(
            server.urlOf(`target-${round}`),
            { tools: { kind: 'auto' } },
            bench,
            never,
          )
          await target.restore(plainBackup(held), { overwrite: false, only: [] })
          const after = await target.facts(held.facts)
          expect(compare(held.facts, after), `round ${round}`).toEqual([])
        }
      } finally {
        stop.abort()
        await writing
      }
    },
    240_000,
  )
}
