import { describe, test } from 'vitest'
import { engineOf } from '../../../src/engine/engine.ts'
import { mongoMissing } from '../../server/mongo.ts'
import { engineContract } from '../contract.ts'
import { startFixture } from './fixture.ts'

const mongodb = await engineOf('mongodb')
const missing = await mongoMissing()

if (missing !== undefined) test.skip(`MongoDB 7.0: ${missing}`)
else describe('MongoDB 7.0', () => engineContract('mongodb 7.0, by FerretDB', mongodb, startFixture))
