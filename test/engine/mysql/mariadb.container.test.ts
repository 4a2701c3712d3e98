import { engineOf } from '../../../src/engine/engine.ts'
import { engineContract } from '../contract.ts'
import { startFixture } from './fixture.ts'

const mariadb = await engineOf('mariadb')

for (const version of ['10.11', '11.8'])
  engineContract(`mariadb ${version}`, mariadb, () => startFixture(`mariadb:${version}`))
