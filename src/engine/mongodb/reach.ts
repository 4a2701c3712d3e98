import { isProblem, Problem } from '../../problem.ts'
import { type Address, forwardOf, type Reached, type Service } from '../../runtime/runtime.ts'
import { namesSome } from '../../words/words.ts'
import { type Connection, directly, fromHere } from './connection.ts'
import { Server, type ServerInfo } from './server.ts'

type Services = Readonly<Record<string, Service>>

/** Connected to by the driver, which finds the members of a replica set; through another machine one by one. */
export async function reach(connection: Connection, services: Services, signal: AbortSignal): Promise<Server> {
  const forwarded = connection.servers.flatMap((server) => forwardOf(server, services) ?? [])
  if (forwarded.length === 0) return await Server.connect(fromHere(connection, services), signal)
  return await oneOf(connection, forwarded, signal)
}

/** What `via` forwards. @throws Problem for a URL whose servers only a name server knows. */
export function forwardable({ url, servers, place }: Connection): readonly Address[] {
  if (!/^mongodb\+srv:/i.test(url)) return servers
  throw new Problem('policy-invalid', `${place}: via forwards ports to servers, and mongodb+srv:// names none`, {
    hint: 'Write the servers into the url: mongodb://USER:PASSWORD@HOST1:27017,HOST2:27017/DATABASE?tls=true&authSource=admin.',
  })
}

/** The members know each other by names that mean nothing here, so which of them it is to be is judged here. */
async function oneOf(connection: Connection, servers: readonly Reached[], signal: AbortSignal): Promise<Server> {
  const wish = wishOf(connection.url)
  const passedOver: string[] = []
  let failure: unknown
  let second: Server | undefined
  for (const server of servers) {
    try {
      const found = await Server.connect(directly(connection, server), signal)
      const fit = fitOf(wish, found.info.role)
      if (fit === 'wished') {
        await second?.[Symbol.asyncDispose]()
        return found
      }
      if (fit === 'second' && second === undefined) second = found
      else await found[Symbol.asyncDispose]()
      passedOver.push(`${found.connection.where.split('/')[0]} is ${found.info.role}`)
    } catch (error) {
      if (!isProblem(error, 'source-failed')) {
        await second?.[Symbol.asyncDispose]()
        throw error
      }
      failure ??= error
      passedOver.push(error.message.replace(`${connection.place}: `, ''))
    }
  }
  if (second !== undefined) return second
  // One that was not reached may be the one.
  if (failure !== undefined && passedOver.length === 1) throw failure
  throw new Problem('source-failed', `${connection.place}: no ${wish} among the servers: ${namesSome(passedOver, 5)}`, {
    hint: 'With via, name every member of the replica set in the url, or write readPreference=secondaryPreferred to read from any.',
    cause: failure,
  })
}

type Wish = 'primary' | 'primaryPreferred' | 'secondary' | 'secondaryPreferred' | 'member'

function wishOf(url: string): Wish {
  const given = (name: string) => new RegExp(`[?&]${name}=([^&]*)`, 'i').exec(url)?.[1]
  if (given('directConnection') === 'true') return 'member'
  const preference = given('readPreference') ?? 'primary'
  const known = ['primary', 'primaryPreferred', 'secondary', 'secondaryPreferred'] as const
  return known.find((one) => one === preference) ?? 'member'
}

/** `second`: where nothing better answers. */
export function fitOf(wish: Wish, role: ServerInfo['role']): 'wished' | 'second' | 'unfit' {
  if (role === 'neither') return 'unfit'
  if (wish === 'member' || wish.startsWith(role)) return 'wished'
  return wish.endsWith('Preferred') ? 'second' : 'unfit'
}
