import { Transform } from 'node:stream'
import { afterAll, beforeAll } from 'vitest'
import type { LogPiece, LogSource, Part } from '../../../../src/engine/engine.ts'
import { Problem } from '../../../../src/problem.ts'
import type { Container } from '../../../server/docker.ts'
import { type LogFixture, logContract } from '../../log/contract.ts'
import { replay } from './fixture.ts'
import { Server, startMachine } from './machine.ts'

let machine: Container
let server: Server
beforeAll(async () => {
  machine = await startMachine(17)
  server = await Server.make(machine)
  await server.withLog((log) => log.end())
  await server.sql('checkpoint')
  await server.snapshot()
})
afterAll(async () => await machine?.[Symbol.asyncDispose]())

/** On the same server, set back to its beginning, with a slot. */
async function fixture(): Promise<LogFixture> {
  await server.setBack()
  let cut: number | undefined
  const opened = <T>(act: (log: LogSource) => Promise<T>): Promise<T> => server.withLog(act)
  const log: LogSource = {
    rehearse: () => opened((one) => one.rehearse()),
    end: () => opened((one) => one.end()),
    release: (until) => opened((one) => one.release(until)),
    teardown: () => opened((one) => one.teardown()),
    collect(from) {
      let piece: LogPiece | undefined
      return {
        parts: (async function* () {
          await using open = await server.open()
          piece = open.log?.collect(from)
          for await (const part of piece?.parts ?? []) {
            const bytes = cut
            cut = undefined
            yield bytes === undefined ? part : cutOff(part, bytes)
          }
        })(),
        result() {
          if (piece) return piece.result()
          throw new Problem('dump-incomplete', 'nothing was read', { hint: 'Read it first.' })
        },
      }
    },
  }
  return {
    log,
    forgets: false,
    speaks: true,
    compare: replay.compare,
    cutAfter: (bytes) => {
      cut = bytes
    },
    start: async () => {
      const start = await log.end()
      // Makes the slot.
      for await (const { body } of log.collect(start).parts) body.resume()
      return start
    },
    // Each begins a segment: no header of a page comes between its letters.
    write: async (text) =>
      void (await server.sql(
        `select pg_logical_emit_message(false, 'contract', '<<${text}>>');;select pg_switch_wal()`,
      )),
    texts: (bytes) => [...bytes.toString('latin1').matchAll(/<<(.*?)>>/g)].map(([, text = '']) => text),
    lose: async () => {
      await log.teardown()
      await server.fill(6)
    },
    replace: () => server.setBack(),
  }
}

function cutOff(part: Part, bytes: number): Part {
  let left = bytes
  const body = new Transform({
    transform(chunk: Buffer, _, callback) {
      const some = chunk.subarray(0, left)
      left -= some.length
      this.push(some)
      callback(left === 0 ? new Error('the connection was reset') : null)
    },
  })
  part.body.pipe(body)
  return { ...part, body }
}

logContract('of PostgreSQL', fixture)
