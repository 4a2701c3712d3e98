import type { Target } from '../../../src/engine/engine.ts'
import { mongodb } from '../../../src/engine/mongodb/mongodb.ts'
import type { MongodbSource } from '../../../src/policy/source/mongodb.ts'
import { hold, type MemoryDump } from '../memory.ts'
import { mongodbSource } from '../source.ts'
import { bench } from '../step.ts'
import { type StandIn, type StandInOptions, startStandIn } from './stand-in.ts'

export const never = new AbortController().signal
export const nothing = { overwrite: false, only: [] } as const

export const documents = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ _id: index, a: `document ${index}` }))
export const shop = { orders: { documents: documents(5) }, customers: { documents: documents(3) } }

export async function dumpOf(standIn: StandIn, more: Partial<MongodbSource> = {}): Promise<MemoryDump> {
  await using live = await mongodb.open(mongodbSource(standIn.url, more), bench, never)
  return await hold(live.dump())
}

export const targetAt = async ({ url }: StandIn): Promise<Target> =>
  (await mongodb.target(url.replace('/shop', '/restored'), { tools: { kind: 'auto' } }, bench, never)) as Target

export const finds = ({ commands }: StandIn) => commands.filter((command) => command['find'] !== undefined)

export async function problemOf(options: StandInOptions, url?: (url: string) => string) {
  await using standIn = await startStandIn({ collections: shop, ...options })
  const source = mongodbSource(url?.(standIn.url) ?? standIn.url)
  return await mongodb
    .open(source, bench, never)
    .then(async (live) => {
      await using _ = live
      return await hold(live.dump())
    })
    .catch((error: unknown) => error)
}
