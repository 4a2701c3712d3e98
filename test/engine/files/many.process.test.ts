import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const source = (file: string) => JSON.stringify(join(import.meta.dirname, '../../../src/engine', file))

test('a read of an archive of many files keeps none of them in memory', () => {
  const program = `
    import { Readable } from 'node:stream'
    import { encodeMember, endOfArchive, padding } from ${source('files/member.ts')}
    import { coalesce } from ${source('files/pack.ts')}
    import { readMembers } from ${source('files/read.ts')}
    const common = { type: 'file', mode: 0o644, uid: 0, gid: 0, mtimeNs: 0n, size: 3, target: '', sparse: false }
    async function* archive() {
      for (let n = 0; n < 25_000; n += 1) {
        yield Buffer.concat([encodeMember({ ...common, path: 'r/' + n }), Buffer.from('abc'), padding(3)])
      }
      yield endOfArchive
    }
    const held = () => { gc(); return process.memoryUsage().heapUsed }
    let seen = 0
    let before = 0
    for await (const { content } of readMembers(Readable.from(coalesce(archive())), new AbortController().signal)) {
      for await (const _ of content);
      seen += 1
      if (seen === 5_000) before = held()
      if (seen === 25_000) console.log(held() - before)
    }`
  const args = ['--expose-gc', '--input-type=module', '-e', program]
  const grown = execFileSync(process.execPath, args, { encoding: 'utf8' }).trim()
  // 20,000 entries: a promise of each would be 40 MB.
  expect(grown).toMatch(/^-?\d+$/)
  expect(Number(grown)).toBeLessThan(8e6)
}, 120_000)
