export { MongodbLog } from './mongodb-log.ts'
export { DumpPosition } from './position.ts'
export { mongodbReplay } from './replay.ts'
