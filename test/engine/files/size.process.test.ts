import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { engineOf, type Since } from '../../../src/engine/engine.ts'
import { hold } from '../memory.ts'
import { filesSource } from '../source.ts'
import { bench } from '../step.ts'
import { Chain } from './chain.ts'
import { never, workshop } from './fixture.ts'

const bytes = 3_000

describe('the size of a files source', () => {
  test('is what its files have, where nobody knows it', async () => {
    using shop = treeOf(bytes)
    await using live = await (await engineOf('files')).open(filesSource([shop.at('src')]), bench, never)
    expect(live.sizeBytes).toBe(bytes)
  })

  test('is taken as it is known, and no file is looked for', async () => {
    using shop = workshop()
    const source = filesSource([shop.at('is-not-there')])
    const engine = await engineOf('files')
    await using live = await engine.open(source, bench, never, undefined, 7)
    expect(live.sizeBytes).toBe(7)
    await expect(engine.open(source, bench, never)).rejects.toThrow('cannot read')
  })

  test('is measured where a full backup is taken although an increment was expected', async () => {
    using shop = treeOf(bytes)
    const chain = new Chain([shop.at('src')])
    await chain.take()
    const since = chain.since()
    expect(await expectedOf(shop.at('src'), since)).toBe(undefined)
    const damaged: Since = { id: 'a', states: [{ id: 'a', read: (take) => take(Readable.from(['no index'])) }] }
    expect(await expectedOf(shop.at('src'), damaged)).toBe(bytes)
    expect(await expectedOf(shop.at('src'), undefined)).toBe(bytes)
  })
})

/** What the archive is said to have, after another size was known. */
async function expectedOf(path: string, since: Since | undefined): Promise<number | undefined> {
  const source = filesSource([path], { increments: { schedule: '5 * * * *', maxChain: 30, content: false } })
  await using live = await (await engineOf('files')).open(source, bench, never, undefined, 7)
  const dump = live.dump(since)
  const said: (number | undefined)[] = []
  async function* heard() {
    for await (const part of dump.parts) {
      if (part.name === 'files.tar') said.push(part.expectedBytes)
      yield part
    }
  }
  await hold({ parts: heard(), result: () => dump.result() })
  return said[0]
}

function treeOf(size: number) {
  const shop = workshop()
  writeFileSync(join(shop.at('src'), 'file'), Buffer.alloc(size, 'x'))
  return shop
}
