import { expect, test } from 'vitest'
import { engineOf } from '../../../src/engine/engine.ts'
import { hold } from '../memory.ts'
import { meilisearchSource } from '../source.ts'
import { bench } from '../step.ts'
import { MeilisearchStandIn } from './stand-in.ts'

test('no dump is made for a dump-dir that is not there: nobody could delete it', async () => {
  const engine = await engineOf('meilisearch')
  const server = new MeilisearchStandIn()
  await using listening = await server.listen()
  server.add('films', ['{"id":1}'])
  const source = meilisearchSource(`http://127.0.0.1:${listening.port}`, { dumpDir: '/no/such/folder' })
  await using live = await engine.open(source, bench, new AbortController().signal)
  await expect(hold(live.dump())).rejects.toThrow('dump-dir /no/such/folder cannot be used')
  expect(server.tasks).toEqual([])
})
