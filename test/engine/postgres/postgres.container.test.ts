import { engineOf } from '../../../src/engine/engine.ts'
import { engineContract } from '../contract.ts'
import { startFixture } from './fixture.ts'

const postgres = await engineOf('postgres')

for (const major of [15, 17, 18]) engineContract(`postgres ${major}`, postgres, () => startFixture(major))
engineContract('postgres 17, parallel', postgres, () => startFixture(17, { jobs: 2 }))
