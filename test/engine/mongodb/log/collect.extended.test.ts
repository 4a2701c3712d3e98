import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { comparePlaces } from '../../../../src/engine/mongodb/log/place.ts'
import { type Ferret, ferretMissing, startFerret } from '../../../server/ferretdb.ts'
import { type LogFixture, logContract } from '../../log/contract.ts'
import { type Cut, startCut } from './cut.ts'
import { holdPiece, type Live, openLive, startOf } from './fixture.ts'

if (ferretMissing !== undefined) test.skip(`FerretDB 1: ${ferretMissing}`)
else
  describe('FerretDB 1', () => {
    let server: Ferret
    let cut: Cut
    let live: Live
    const noted = () => server.client.db('shop').collection<{ text: string }>('notes')
    const fixture = async (): Promise<LogFixture> => {
      await server.makeOplog()
      // A log begins with something: else it has no end.
      await noted().insertOne({ text: 'the first' })
      await live?.[Symbol.asyncDispose]()
      live = await openLive(`mongodb://127.0.0.1:${cut.port}/shop?directConnection=true`)
      return {
        log: live.log,
        cutAfter: (bytes) => cut.after(bytes),
        forgets: false,
        compare: comparePlaces,
        // A place to go on from is one of which the entry is known.
        start: async () => startOf(live),
        write: async (text) => void (await noted().insertOne({ text: `<<${text}>>` })),
        texts: (bytes) => [...bytes.toString('latin1').matchAll(/<<(.*?)>>/g)].map(([, text = '']) => text),
        async lose() {
          await server.client.db('local').collection('oplog.rs').deleteMany({})
        },
        async replace() {
          await server.makeOplog()
          await noted().insertOne({ text: 'the first' })
        },
      }
    }
    beforeAll(async () => {
      server = await startFerret()
      await server.makeOplog()
      cut = await startCut(server.port)
    })
    afterAll(async () => {
      await live?.[Symbol.asyncDispose]()
      await cut?.[Symbol.asyncDispose]()
      await server?.[Symbol.asyncDispose]()
    })

    logContract('of FerretDB 1', fixture)

    test('two pieces that are collected at once from one place hold the same', async () => {
      const at = await fixture()
      const start = await at.start()
      await at.write('one')
      const [one, other] = await Promise.all([holdPiece(at.log.collect(start)), holdPiece(at.log.collect(start))])
      expect(at.compare(one.result.to, other.result.to)).toBe(0)
      expect(one.parts).toEqual(other.parts)
    })
  })
