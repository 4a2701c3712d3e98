import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Container, docker, startContainer } from './docker.ts'

export interface Nats extends Container {
  /** nats://USER:PASSWORD@127.0.0.1:PORT, from the host. */
  urlOf(user: string): string
  /** Its monitoring endpoint, from the host. */
  monitor(): Promise<string>
}

export interface NatsOptions {
  /** More users: permissions of the configuration file, by name. */
  readonly users?: Readonly<Record<string, string>>
  /** More lines of the configuration file. */
  readonly configuration?: string
  /** Parameters of the URL: then it begins with tls://. */
  readonly tls?: string
  /** Files that it names, by their names in /etc. */
  readonly files?: Readonly<Record<string, string>>
}

// Characters that break a URL that was not careful.
export const password = "p@ss:w/o rd'$%"
export const accounts = 60

/**
 * A NATS server with JetStream in a container of the official image's name. Of its accounts each has a user of its name with
 * all rights: `source`, `target-1` to `target-60`. Users that are asked for belong to the first.
 */
export async function startNats(version: string, options: NatsOptions = {}): Promise<Nats> {
  const { users = {}, configuration = '', files = {}, tls } = options
  const folder = await mkdtemp(join(tmpdir(), 'nats-test-'))
  const quoted = JSON.stringify(password)
  const more = Object.entries(users).map(
    ([name, rights]) => `{ user: ${name}, password: ${quoted}, permissions: ${rights} }`,
  )
  const account = (name: string, others: readonly string[] = []) =>
    `${name}: { jetstream: enabled, users: [${[`{ user: ${name}, password: ${quoted} }`, ...others].join(', ')}] }`
  const targets = Array.from({ length: accounts }, (_, index) => account(`target-${index + 1}`))
  const text = `
port: 4222
http_port: 8222
jetstream { store_dir: /tmp/jetstream }
accounts {
${[account('source', more), ...targets].join('\n')}
}
${configuration}
`
  await writeFile(join(folder, 'test.conf'), text, { mode: 0o644 })
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content, { mode: 0o644 })
  const mounts = ['test.conf', ...Object.keys(files)].flatMap((name) => [
    '--volume',
    `${join(folder, name)}:/etc/${name}:ro`,
  ])
  const container = await startContainer({
    image: `nats:${version}`,
    args: ['-c', '/etc/test.conf'],
    port: 4222,
    options: mounts,
    ready: async (c) => /Server is ready/.test(await c.logs()),
  })
  return {
    ...container,
    urlOf: (user) => {
      const rest = `${user}:${encodeURIComponent(password)}@${container.host}:${container.port}`
      return tls === undefined ? `nats://${rest}` : `tls://${rest}?${tls}`
    },
    async monitor() {
      const format = '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}'
      return `http://${(await docker(['inspect', '-f', format, container.id])).trim()}:8222`
    },
    async [Symbol.asyncDispose]() {
      await container[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
