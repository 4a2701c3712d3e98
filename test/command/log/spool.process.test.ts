import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { spool } from '../../../src/command/log/spool.ts'
import type { Dump } from '../../../src/engine/engine.ts'

const dump = (): Dump => ({
  parts: (async function* () {
    yield { name: 'dump.sql', compression: 'none' as const, body: Readable.from([Buffer.alloc(1000)]) }
  })(),
  result: () => {
    throw new Error('never asked for')
  },
})

test.each(['/dev/full/x', '/proc'])(
  'a temporary directory that takes nothing (%s) is the machine’s failure and not a bug',
  async (directory) => {
    await expect(spool(dump(), directory, new AbortController().signal)).rejects.toMatchObject({
      code: 'restore-failed',
      message: expect.stringContaining(directory),
      hint: expect.stringContaining('TMPDIR'),
      ofMachine: true,
    })
  },
)
