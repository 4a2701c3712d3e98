import { execFile } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'

const exec = promisify(execFile)

/** Every container that a test starts carries it: `docker rm -vf $(docker ps -aq --filter label=backproof-test)`. */
export const testLabel = process.env['BACKPROOF_CONTAINER_LABEL'] ?? 'backproof-test'

/** Runs `docker` and gives its stdout; rejects with its stderr. */
export async function docker(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  const { stdout } = await exec('docker', args, { env: { ...process.env, ...env }, maxBuffer: 1 << 28 })
  return stdout
}

/**
 * Why containers of these images cannot be started here; undefined if they can.
 *
 *     const missing = await dockerMissing('postgres:17')
 *     describe.skipIf(missing)(`...`, ...)      // and say why: test.skipIf(missing)(`${missing ?? ''} ...`)
 */
export async function dockerMissing(...images: readonly string[]): Promise<string | undefined> {
  try {
    await docker(['version', '--format', '{{.Server.Version}}'])
  } catch {
    return 'Docker does not answer here: run script/services'
  }
  for (const image of images) {
    try {
      await docker(['image', 'inspect', '--format', '{{.Id}}', image])
    } catch {
      return `the image ${image} is not here: run script/services`
    }
  }
  return undefined
}

export interface ContainerSpec {
  readonly image: string
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** The container's port that the tests talk to; published on a free port of 127.0.0.1. */
  readonly port: number
  /** More arguments of `docker run` itself. */
  readonly options?: readonly string[]
  /** How long that may take; default: 60 s. */
  readonly readyMs?: number
  /** Resolves to true once the server takes connections for good. */
  readonly ready: (container: Container) => Promise<boolean>
}

/** A running container: `await using` removes it and its volumes. */
export interface Container extends AsyncDisposable {
  readonly id: string
  readonly host: string
  /** The port of `host` that reaches the container's. */
  readonly port: number
  /** Runs a program in the container and gives its stdout; rejects with its stderr unless it exits 0. */
  exec(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<string>
  logs(): Promise<string>
}

/** Starts a container and waits until it is ready; throws its last log lines if it ends or its time passes before. */
export async function startContainer(spec: ContainerSpec): Promise<Container> {
  const env = spec.env ?? {}
  const id = (
    await docker(
      [
        ...['run', '--detach', '--label', testLabel, '--publish', `127.0.0.1::${spec.port}`],
        ...Object.keys(env).flatMap((name) => ['--env', name]),
        ...(spec.options ?? []),
        ...[spec.image, ...(spec.args ?? [])],
      ],
      env,
    )
  ).trim()
  const remove = async () => void (await docker(['rm', '--force', '--volumes', id]))
  try {
    const address = (await docker(['port', id, String(spec.port)])).split('\n')[0] ?? ''
    const container: Container = {
      id,
      host: '127.0.0.1',
      port: Number(address.split(':').at(-1)),
      exec: (args, more = {}) =>
        docker(['exec', ...Object.keys(more).flatMap((name) => ['--env', name]), id, ...args], more),
      logs: async () => {
        const { stdout, stderr } = await exec('docker', ['logs', '--tail', '50', id])
        return stdout + stderr
      },
      [Symbol.asyncDispose]: remove,
    }
    await untilReady(container, spec)
    return container
  } catch (error) {
    await remove()
    throw error
  }
}

async function untilReady(container: Container, spec: ContainerSpec): Promise<void> {
  const { readyMs = 60_000 } = spec
  const until = Date.now() + readyMs
  for (;;) {
    if (await spec.ready(container)) return
    const running = (await docker(['inspect', '--format', '{{.State.Running}}', container.id])).trim() === 'true'
    if (!running || Date.now() > until) {
      const why = running ? `was not ready within ${readyMs / 1000} s` : 'ended before it was ready'
      throw new Error(`${spec.image} ${why}:\n${await container.logs()}`)
    }
    await pause(50)
  }
}
