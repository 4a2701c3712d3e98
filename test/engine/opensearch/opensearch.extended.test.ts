import { describe, test } from 'vitest'
import { engineOf } from '../../../src/engine/engine.ts'
import { searchMissing } from '../../server/search.ts'
import { engineContract } from '../contract.ts'
import { startFixture } from './fixture.ts'

const servers = [
  ['opensearch', '2.19.6'],
  ['opensearch', '3.9.0'],
  ['elasticsearch', '7.17.29'],
  ['elasticsearch', '9.2.2'],
] as const

for (const [product, version] of servers) {
  const engine = await engineOf(product)
  const missing = await searchMissing(product, version)
  if (missing !== undefined) test.skip(`${product} ${version}: ${missing}`)
  else
    describe(`${product} ${version}`, () =>
      engineContract(`${product} ${version}`, engine, () => startFixture(product, version)))
}
