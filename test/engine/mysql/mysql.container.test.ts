import { engineOf } from '../../../src/engine/engine.ts'
import { engineContract } from '../contract.ts'
import { startFixture } from './fixture.ts'

engineContract('mysql 9.7', await engineOf('mysql'), () => startFixture('mysql:9.7'))
