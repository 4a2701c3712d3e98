import { existsSync } from 'node:fs'
import { hostname } from 'node:os'
import { Problem } from '../../problem.ts'
import { cleanupSignal, docker, type Environment, isGone } from '../docker.ts'
import { failureOf, lastLines } from '../failure.ts'
import { isOrphan, ownerLabel } from './owner.ts'

/** A network from which nothing leads out, for one throw-away server and whoever talks to it. */
export async function createNetwork(
  name: string,
  labels: readonly string[],
  env: Environment,
  signal: AbortSignal,
): Promise<void> {
  try {
    await docker(['network', 'create', '--internal', ...labels, name], env, signal)
  } catch (error) {
    const failure = failureOf(error)
    if (failure === undefined) throw error
    throw new Problem(
      'sandbox-failed',
      `no network can be made for a throw-away server: ${lastLines(failure.stderr)}`,
      {
        hint: 'Remove networks that nothing uses: docker network prune.',
        cause: error,
      },
    )
  }
}

/** The container's address on this network, which this process can reach. */
export async function addressIn(
  container: string,
  network: string,
  env: Environment,
  signal: AbortSignal,
): Promise<string> {
  await join(network, env, signal)
  const format = `{{(index .NetworkSettings.Networks "${network}").IPAddress}}`
  return (await docker(['inspect', '--format', format, container], env, signal)).trim()
}

/** Where this process runs in a container of the same Docker, that one gets onto the network too. */
async function join(name: string, env: Environment, signal: AbortSignal): Promise<void> {
  const self = ownContainer()
  if (self === undefined) return
  try {
    await docker(['network', 'connect', name, self], env, signal)
  } catch (error) {
    // It is of another Docker than the one that is asked, or on that network already.
    if (!isGone(error) && !/already exists in network/i.test(failureOf(error)?.stderr ?? '')) throw error
  }
}

/** Docker names a container's host by its id, where nobody gave it another name. */
export function ownContainer(): string | undefined {
  return existsSync('/.dockerenv') && /^[0-9a-f]{12}$/.test(hostname()) ? hostname() : undefined
}

export async function removeNetwork(name: string, env: Environment): Promise<void> {
  const self = ownContainer()
  if (self !== undefined)
    await unlessGone(docker(['network', 'disconnect', '--force', name, self], env, cleanupSignal()))
  await unlessGone(docker(['network', 'rm', name], env, cleanupSignal()))
}

async function unlessGone(done: Promise<unknown>): Promise<void> {
  try {
    await done
  } catch (error) {
    if (!/network \S+ not found|is not connected|no such container/i.test(failureOf(error)?.stderr ?? '')) throw error
  }
}

/** Removes the networks of processes that were killed. */
export async function sweepNetworks(env: Environment, signal: AbortSignal): Promise<void> {
  const format = `{{.Name}} {{.Label "${ownerLabel}"}}`
  for (const line of await listed(ownerLabel, format, env, signal)) {
    const [name = '', label = ''] = line.split(' ')
    if (await isOrphan(label)) await removeNetwork(name, env)
  }
}

/** Removes the networks of runs with this label. */
export async function removeNetworks(label: string, env: Environment, signal: AbortSignal): Promise<void> {
  for (const name of await listed(`backproof=${label}`, '{{.Name}}', env, signal)) await removeNetwork(name, env)
}

async function listed(
  label: string,
  format: string,
  env: Environment,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const lines = await docker(['network', 'ls', '--filter', `label=${label}`, '--format', format], env, signal)
  return lines.split('\n').filter((line) => line !== '')
}
