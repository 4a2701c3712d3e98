import { describe, test } from 'vitest'
import { engineOf } from '../../../src/engine/engine.ts'
import { kafkaMissing, kafkaVersion } from '../../server/kafka.ts'
import { engineContract } from '../contract.ts'
import { startFixture } from './fixture.ts'

const kafka = await engineOf('kafka')
const missing = await kafkaMissing()

if (missing !== undefined) test.skip(`Kafka ${kafkaVersion}: ${missing}`)
else describe(`Kafka ${kafkaVersion}`, () => engineContract(`kafka ${kafkaVersion}`, kafka, startFixture))
