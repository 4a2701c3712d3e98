import { expect, test } from 'vitest'
import { engineOf } from '../../../src/engine/engine.ts'
import { searchMissing } from '../../server/search.ts'
import { hold, plainBackup } from '../memory.ts'
import { never, startFixture } from './fixture.ts'

for (const [product, version, newer] of [
  ['opensearch', '2.19.6', '3.9.0'],
  ['elasticsearch', '7.17.29', '9.2.2'],
] as const) {
  const engine = await engineOf(product)
  const missing = (await searchMissing(product, version)) ?? (await searchMissing(product, newer))
  const title = `a backup of ${product} ${version} is restored into ${newer}, and its facts are equal`
  if (missing !== undefined) test.skip(`${title}: ${missing}`)
  else
    test(title, async () => {
      await using at = await startFixture(product, version, newer)
      await using live = await engine.open(at.source, at.bench, never)
      const held = await hold(live.dump())
      const target = await at.target()
      await target.restore(plainBackup(held), { overwrite: false, only: [] })
      const { rows, objects } = await target.facts(held.facts)
      expect([rows, objects]).toEqual([held.facts.rows, held.facts.objects])
    })
}
