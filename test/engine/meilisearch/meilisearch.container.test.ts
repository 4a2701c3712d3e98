import { beforeAll, describe, test } from 'vitest'
import { engineOf } from '../../../src/engine/engine.ts'
import { dockerMissing } from '../../server/docker.ts'
import { standInImage } from '../../server/stand-in.ts'
import { engineContract } from '../contract.ts'
import { startFixture } from './fixture.ts'
import { standInVersion } from './stand-in.ts'

const meilisearch = await engineOf('meilisearch')
const missing = await dockerMissing()

if (missing !== undefined) test.skip(`Meilisearch (a stand-in): ${missing}`)
else
  describe('Meilisearch (a stand-in)', () => {
    beforeAll(async () => {
      const files = ['meilisearch/stand-in.ts', 'stand-in.ts', 'tar.ts'].map((file) => `test/engine/${file}`)
      await standInImage(`getmeili/meilisearch:v${standInVersion}`, files as [string, ...string[]])
    }, 120_000)
    engineContract('meilisearch 1.15 by pages, a stand-in', meilisearch, () => startFixture(false))
    engineContract('meilisearch 1.15 by a dump, a stand-in', meilisearch, () => startFixture(true))
  })
