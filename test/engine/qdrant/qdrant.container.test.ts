import { beforeAll, describe, test } from 'vitest'
import { engineOf } from '../../../src/engine/engine.ts'
import { dockerMissing } from '../../server/docker.ts'
import { standInImage } from '../../server/stand-in.ts'
import { engineContract } from '../contract.ts'
import { startFixture } from './fixture.ts'
import { standInVersion } from './stand-in.ts'

const qdrant = await engineOf('qdrant')
const missing = await dockerMissing()

if (missing !== undefined) test.skip(`Qdrant (a stand-in): ${missing}`)
else
  describe('Qdrant (a stand-in)', () => {
    beforeAll(async () => {
      const files = ['qdrant/stand-in.ts', 'qdrant/snapshot-file.ts', 'stand-in.ts', 'tar.ts'].map(
        (file) => `test/engine/${file}`,
      )
      await standInImage(`qdrant/qdrant:v${standInVersion}`, files as [string, ...string[]])
    }, 120_000)
    engineContract('qdrant 1.15, a stand-in', qdrant, startFixture)
  })
