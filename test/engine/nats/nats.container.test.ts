import { describe, test } from 'vitest'
import { engineOf } from '../../../src/engine/engine.ts'
import { dockerMissing } from '../../server/docker.ts'
import { engineContract } from '../contract.ts'
import { startFixture } from './fixture.ts'

const nats = await engineOf('nats')

for (const version of ['2.10', '2.15']) {
  const missing = await dockerMissing(`nats:${version}`)
  if (missing !== undefined) test.skip(`NATS ${version}: ${missing}`)
  else describe(`NATS ${version}`, () => engineContract(`nats ${version}`, nats, () => startFixture(version)))
}
