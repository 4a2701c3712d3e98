import { engineOf } from '../../../src/engine/engine.ts'
import { engineContract } from '../contract.ts'
import { productOf, startFixture } from './fixture.ts'

for (const image of ['valkey/valkey:9.1', 'valkey/valkey:8.1', 'redis:8.0', 'redis:7.0']) {
  const engine = await engineOf(productOf(image))
  engineContract(image.replace('valkey/', '').replace(':', ' '), engine, () => startFixture(image))
}
const valkey = await engineOf('valkey')
engineContract('valkey 9.1, sent from its disk', valkey, () =>
  startFixture('valkey/valkey:9.1', ['--repl-diskless-sync', 'no']),
)
