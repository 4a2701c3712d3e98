import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { meilisearch } from '../../../src/engine/meilisearch/meilisearch.ts'
import { meilisearchSource } from '../source.ts'
import { bench } from '../step.ts'
import { never, targetAt } from './fixture.ts'

const documents = 16_384
const mebibyte = 1024 * 1024

let folder: string
let children: ChildProcess[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'meilisearch-test-'))
  children = []
})
afterEach(() => {
  for (const child of children) child.stdin?.end()
  rmSync(folder, { recursive: true, force: true })
})

async function start(count: number): Promise<string> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'large.ts'), String(count), folder])
  children.push(child)
  const [port] = (await once(child.stdout, 'data')) as [Buffer]
  return `http://127.0.0.1:${port.toString().trim()}`
}

test.each(['pages', 'a dump'])(
  '256 MiB of documents by %s take little memory, and so does their restore',
  async (kind) => {
    const url = await start(documents)
    const into = await start(0)
    const before = process.memoryUsage.rss()
    let most = before
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss())
    }, 20)
    using _ = { [Symbol.dispose]: () => clearInterval(watch) }
    const source = meilisearchSource(url, kind === 'pages' ? {} : { dumpDir: folder })
    await using live = await meilisearch.open(source, bench, never)
    const dump = live.dump()
    const parts: string[] = []
    for await (const { name, body } of dump.parts) {
      parts.push(name)
      await pipeline(body, createWriteStream(join(folder, name)))
    }
    const { facts } = dump.result()
    expect(facts.rows).toEqual({ large: documents })
    const dumpedMost = most
    const target = await targetAt({ url: into })
    await target.restore(
      { facts, parts, open: async (name) => createReadStream(join(folder, name)) },
      { overwrite: false, only: [] },
    )
    expect((await target.facts(facts)).rows).toEqual({ large: documents })
    const grown = [dumpedMost, most].map((rss) => Math.round((rss - before) / mebibyte))
    console.log(`dump and restore of 256 MiB by ${kind}: ${grown.join(' and ')} MiB more`)
    expect(readFileSync(join(folder, 'indexes.json')).length).toBeGreaterThan(0)
    expect(grown[1]).toBeLessThan(200)
  },
  120_000,
)
