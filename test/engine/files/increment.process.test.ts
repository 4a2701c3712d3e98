import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { noRuntime } from '../source.ts'
import { files } from '../step.ts'
import { Chain } from './chain.ts'
import { Editor, passTick } from './edits.ts'
import { directory, plain, portrait, workshop } from './fixture.ts'

describe('a chain of increments', () => {
  test('restores each of its moments as a full backup would have, whatever was done to the files', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1 }),
        fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 6 }),
        async (seed, rounds) => {
          using shop = workshop()
          const source = shop.at('src')
          const editor = new Editor(source, seed)
          editor.edit(40)
          const chain = new Chain([source])
          const moments: Record<string, unknown>[] = []
          for (const [at, edits] of [0, ...rounds].entries()) {
            passTick(shop.folder)
            editor.edit(edits)
            // Of nothing there is no backup.
            if (!existsSync(join(source, 'stays'))) writeFileSync(join(source, 'stays'), 'here')
            const { result } = await chain.take()
            expect(result.base).toBe(at === 0 ? undefined : `level-${at - 1}`)
            moments.push(portrait(source))
          }
          for (const [at, moment] of moments.entries()) {
            const into = shop.at(`out-${at}`)
            await files.restore(chain.whole(at + 1), directory(into), noRuntime, plain)
            expect(portrait(`${into}${source}`)).toEqual(moment)
          }
        },
      ),
      { numRuns: 12 },
    )
  })
})
