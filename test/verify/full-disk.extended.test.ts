import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BSON } from 'mongodb'
import { expect, test } from 'vitest'
import { mongodb } from '../../src/engine/mongodb/mongodb.ts'
import { hold } from '../engine/memory.ts'
import { insertRaw } from '../engine/mongodb/fixture.ts'
import { mongodbSource } from '../engine/source.ts'
import { bench } from '../engine/step.ts'
import { mongoMissing, startMongo } from '../server/mongo.ts'
import { prove, withDisk } from './small-disk.ts'

const missing = await mongoMissing()
const label = `test-${randomUUID()}`

test.skipIf(missing !== undefined)(
  `mongodb: a throw-away server whose disk is full is not evidence against the backup${missing ? `: ${missing}` : ''}`,
  async () => {
    await using mongo = await startMongo()
    const db = mongo.client.db('shop')
    // What its server cannot pack.
    const text = () => Array.from({ length: 32 }, () => randomUUID()).join('')
    for (let from = 0; from < 60_000; from += 1000)
      await insertRaw(
        db,
        'orders',
        Array.from({ length: 1000 }, (_, at) => BSON.serialize({ _id: from + at, text: text() })),
      )
    await using live = await mongodb.open(mongodbSource(mongo.urlOf('shop')), bench, new AbortController().signal)
    const held = await hold(live.dump())
    const folder = mkdtempSync(join(tmpdir(), 'full-disk-test-'))
    try {
      const full = await prove('mongodb', held, { baseEnv: withDisk(folder, '/data/db', '100m'), label })
      expect(full).toMatchObject([{ blame: 'env' }])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
)
