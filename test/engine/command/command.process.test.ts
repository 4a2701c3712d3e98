import { engineOf } from '../../../src/engine/engine.ts'
import { engineContract } from '../contract.ts'
import { shopFixture } from './fixture.ts'

engineContract('command, on the host', await engineOf('command'), shopFixture)
