import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { engineOf, type Target } from '../../../src/engine/engine.ts'
import { searchSource } from '../source.ts'
import { bench } from '../step.ts'

const documents = 300_000
const never = new AbortController().signal

let folder: string
let children: ChildProcess[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'opensearch-test-'))
  children = []
})
afterEach(() => {
  for (const child of children) child.stdin?.end()
  rmSync(folder, { recursive: true, force: true })
})

async function start(count: number): Promise<string> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'large.ts'), String(count)])
  children.push(child)
  const [port] = (await once(child.stdout, 'data')) as [Buffer]
  return `http://127.0.0.1:${port.toString().trim()}`
}

test('many small documents take little memory, and so do their restore and the comparison', async () => {
  const engine = await engineOf('opensearch')
  const url = await start(documents)
  const into = await start(0)
  const before = process.memoryUsage.rss()
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 20)
  using _ = { [Symbol.dispose]: () => clearInterval(watch) }
  await using live = await engine.open(searchSource('opensearch', url), bench, never)
  const dump = live.dump()
  const parts: string[] = []
  for await (const { name, body } of dump.parts) {
    parts.push(name)
    await pipeline(body, createWriteStream(join(folder, name)))
  }
  const { facts } = dump.result()
  expect(facts.rows).toEqual({ orders: documents })
  const target = (await engine.target(into, { tools: { kind: 'auto' } }, bench, never)) as Target
  const open = async (name: string) => createReadStream(join(folder, name), { highWaterMark: 1024 * 1024 })
  await target.restore({ facts, parts, open }, { overwrite: false, only: [] })
  expect((await target.facts(facts)).objects['documents']).toEqual(facts.objects['documents'])
  const moreMiB = Math.ceil((most - before) / 2 ** 20)
  console.log(`${documents} documents: ${moreMiB} MiB more`)
  expect(moreMiB).toBeLessThan(150)
})
