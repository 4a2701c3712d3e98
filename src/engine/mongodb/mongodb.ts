import { startReachableSandbox } from '../../runtime/runtime.ts'
import type { Engine } from '../contract.ts'
import { connectionOf, listingConnection, parseMongodbUrl } from './connection.ts'
import { mongodbContents } from './contents.ts'
import { dumpMongodb } from './dump.ts'
import { mongodbReplay } from './log/log.ts'
import type { MongodbSource } from './mongodb-source.ts'
import { forwardable } from './reach.ts'
import { mongodbSandbox } from './sandbox.ts'
import { listMongodb, openMongodb } from './source.ts'
import { MongodbTarget } from './target.ts'

/** A database of MongoDB, read by its own driver and written as mongodump writes it. */
export const mongodb: Engine<MongodbSource> = {
  name: 'mongodb',
  can: { selects: 'collection', restores: [] },
  open: (source, bench, signal) => openMongodb(source, bench, signal),
  list: (source, bench, signal) => listMongodb(source, bench, signal),
  servers: (source) => forwardable(source.databases ? listingConnection(source) : connectionOf(source)),
  takes: () => false,
  contents: (backup, _by, _bench, signal, required) => mongodbContents(backup, signal, required),
  async target(text, _by, { services }, signal) {
    return new MongodbTarget({ connection: parseMongodbUrl(text, '--into', '--into'), services, signal })
  },
  async sandbox(dumped, image, { baseEnv, label }, signal) {
    const { at, ...spec } = mongodbSandbox(dumped, image)
    const sandbox = await startReachableSandbox(spec, { baseEnv, label, signal })
    const remove = async () => sandbox[Symbol.asyncDispose]()
    return new MongodbTarget({ connection: at(sandbox.address.host), services: {}, signal, remove })
  },
  replay: mongodbReplay(dumpMongodb),
}
