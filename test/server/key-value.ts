import { Client } from '../../src/engine/valkey/protocol/client.ts'
import { commandBytes, type Reply } from '../../src/engine/valkey/protocol/reply.ts'
import { together } from '../../src/engine/valkey/scan.ts'
import { type Container, startContainer } from './docker.ts'

type Word = string | number | Buffer

export interface KeyValueServer extends Container {
  /** With the password of the user "default", where it has one. */
  readonly url: string
  readonly password: string | undefined
  /** One connection to it, as the default user; whoever asks for it ends it. */
  client(): Promise<Client>
  /** One command in the given database. */
  ask(words: readonly Word[], database?: number): Promise<Reply>
  /** Many commands at once; throws the first that is refused. */
  run(commands: readonly (readonly Word[])[], database?: number): Promise<readonly Reply[]>
}

export interface KeyValueOptions {
  readonly password?: string
  /** Arguments of the server. */
  readonly args?: readonly string[]
  /** More arguments of `docker run`. */
  readonly options?: readonly string[]
}

/** A server of Valkey or Redis in a container of the official image's name; a replica is served at once. */
export async function startKeyValue(image: string, options: KeyValueOptions = {}): Promise<KeyValueServer> {
  const { password } = options
  const open = (at: Pick<Container, 'host' | 'port'>) =>
    Client.open({ user: undefined, password, tls: undefined }, at, 'the test', new AbortController().signal)
  const container = await startContainer({
    image,
    port: 6379,
    args: [
      ...['--save', '', '--repl-diskless-sync-delay', '0'],
      ...(password === undefined ? [] : ['--requirepass', password]),
      ...(options.args ?? []),
    ],
    ...(options.options ? { options: options.options } : {}),
    ready: async (at) => {
      try {
        await using _ = await open(at)
        return true
      } catch {
        return false
      }
    },
  })
  const run = async (commands: readonly (readonly Word[])[], database = 0) => {
    await using client = await open(container)
    await client.select(database)
    return await together(client, 'SET', commands.map(commandBytes))
  }
  const login = password === undefined ? '' : `:${encodeURIComponent(password)}@`
  return {
    ...container,
    url: `redis://${login}${container.host}:${container.port}`,
    password,
    client: () => open(container),
    ask: async (words, database) => (await run([words], database))[0] ?? null,
    run,
  }
}
