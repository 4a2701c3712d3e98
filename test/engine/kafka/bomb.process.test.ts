import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)
const tooMuch = 'its records are more than 268435456 bytes'

test.each([
  ['gzip that is silent', tooMuch],
  ['gzip that tells', 'incorrect length check'],
  ['snappy that tells', tooMuch],
  ['lz4 of many blocks', tooMuch],
  ['lz4 of the old format', 'it is no frame of LZ4'],
  ['zstd that is silent', tooMuch],
  ['zstd that tells', tooMuch],
])(
  'a batch in %s, which would be gigabytes, takes no more memory than the limit, and is named',
  async (form, because) => {
    const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'bomb.ts'), form])
    const { said, moreMiB, batches } = JSON.parse(stdout) as { said: string; moreMiB: number; batches: number }
    expect(batches).toBe(1)
    expect(said).toBe(`orders/7 cannot be read: the batch at offset 0 cannot be decompressed: ${because}`)
    expect(moreMiB).toBeLessThan(320)
  },
)
