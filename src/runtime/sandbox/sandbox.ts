import { randomUUID } from 'node:crypto'
import { totalmem } from 'node:os'
import { cancelled, isProblem, noteAlso, Problem, stopIfAborted } from '../../problem.ts'
import type { ReachableSandbox, ReachableSpec, Runtime, Sandbox, SandboxSpec, ServerSpec } from '../contract.ts'
import {
  docker,
  type Environment,
  environmentFlags,
  isGone,
  isRunning,
  pause,
  removeContainer,
  secretsIn,
  whileStarting,
} from '../docker.ts'
import { dockerExec } from '../docker-exec.ts'
import { noPrivileges } from '../docker-run.ts'
import { failureOf, lastLines } from '../failure.ts'
import { hostRuntime } from '../host.ts'
import { redact } from '../redact.ts'
import { text } from '../text.ts'
import { addressIn, createNetwork, removeNetwork, removeNetworks, sweepNetworks } from './network.ts'
import { isOrphan, owner, ownerLabel } from './owner.ts'

export interface SandboxOptions {
  /** Value of the label `backproof`, by which `sweepContainers` finds what a killed run left. */
  readonly label: string
  readonly baseEnv: Environment
  readonly signal: AbortSignal
}

/**
 * Starts a throw-away server and waits until it takes connections. It has no network: a restored database must not
 * reach the world by a subscription, a foreign server or a scheduled job. The server and the programs, which run in it by docker
 * exec, have no capabilities, cannot gain any, and are not root; processes and memory are limited.
 * @throws Problem `sandbox-failed` (the environment is to blame), with the last lines of the container's log.
 */
export async function startSandbox(spec: SandboxSpec, options: SandboxOptions): Promise<Sandbox> {
  const { baseEnv } = options
  return await started(spec, options, { network: 'none' }, (name, signal) => insideOf(spec, name, baseEnv, signal))
}

/**
 * The same for a server that is talked to from here. Its network leads to this machine and no further, and nobody else is
 * on it.
 * @throws as `startSandbox`.
 */
export async function startReachableSandbox(spec: ReachableSpec, options: SandboxOptions): Promise<ReachableSandbox> {
  const { baseEnv } = options
  return await started(spec, options, { network: 'own' }, async (name, signal) => {
    const address = { host: await addressIn(name, name, baseEnv, signal), port: spec.port }
    await untilReady(spec, name, baseEnv, signal, (both) => spec.ready(address, both))
    return { address }
  })
}

/**
 * One that programs inside it talk to, and programs of this machine as well: on a network of its own, from which nothing leads out.
 * @throws as `startSandbox`.
 */
export async function startSharedSandbox(
  spec: SandboxSpec,
  port: number,
  options: SandboxOptions,
): Promise<Sandbox & ReachableSandbox & { readonly network: string }> {
  const { baseEnv } = options
  return await started(spec, options, { network: 'own' }, async (name, signal) => {
    const { runtime } = await insideOf(spec, name, baseEnv, signal)
    return { runtime, network: name, address: { host: await addressIn(name, name, baseEnv, signal), port } }
  })
}

async function insideOf(
  spec: SandboxSpec,
  name: string,
  baseEnv: Environment,
  signal: AbortSignal,
): Promise<{ readonly runtime: Runtime }> {
  const runtime = dockerExec({ name: `sandbox ${spec.image}`, service: { id: name }, baseEnv })
  await untilReady(spec, name, baseEnv, signal, async (both) => void (await text(runtime, spec.ready, both)))
  const user = await userOf(runtime, signal)
  return { runtime: dockerExec({ name: `sandbox ${spec.image}`, service: { id: name }, baseEnv, user }) }
}

/** Where a container stands, and how. */
export interface Stand {
  /** `own`: a network of its own, from which nothing leads out; `join`: that of another. */
  readonly network: 'none' | 'own' | { readonly join: string }
  /** More arguments of `docker run`. */
  readonly flags?: readonly string[]
  /** Where the policy names its image: "verify: { image: ... }". */
  readonly named?: string
}

/** Starts a container, and removes it, whatever happens. */
export async function started<T extends object>(
  spec: Omit<ServerSpec, 'timeoutMs'>,
  { label, baseEnv, signal }: SandboxOptions,
  stand: Stand,
  settle: (name: string, signal: AbortSignal) => Promise<T>,
): Promise<T & AsyncDisposable> {
  stopIfAborted(signal)
  const name = `backproof-sandbox-${randomUUID()}`
  const own = stand.network === 'own'
  const network = typeof stand.network === 'object' ? stand.network.join : own ? name : 'none'
  const remove = async (): Promise<void> => {
    await removeContainer(name, baseEnv)
    if (own) await removeNetwork(name, baseEnv)
  }
  try {
    await sweepOrphans(baseEnv, signal)
    const labels = await labelsOf(label)
    if (own) await createNetwork(name, labels, baseEnv, signal)
    await start(spec, name, [...labels, '--network', network, ...(stand.flags ?? [])], stand.named, baseEnv, signal)
    return { ...(await settle(name, signal)), [Symbol.asyncDispose]: remove }
  } catch (error) {
    let tries = 0
    await whileStarting(
      () => removeContainer(name, baseEnv),
      () => signal.aborted && tries++ < 8,
    ).catch((also: unknown) => noteAlso(error, also))
    if (own) await removeNetwork(name, baseEnv).catch((also: unknown) => noteAlso(error, also))
    if (signal.aborted) throw cancelled(signal)
    throw error
  }
}

/** By which what a killed run left is found. */
async function labelsOf(label: string): Promise<readonly string[]> {
  const me = await owner()
  return ['--label', `backproof=${label}`, ...(me === undefined ? [] : ['--label', `${ownerLabel}=${me}`])]
}

// What the start of an official image does as root, before it gives that up: it hands the data's folder to the server's user.
const needed = ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETUID', 'SETGID']
const confined = [...noPrivileges, ...needed.flatMap((name) => ['--cap-add', name])]

// A restore that goes wild ends, and not the machine: what other programs need is left.
const memoryShare = 0.8

const limits = (): readonly string[] => ['--memory', `${Math.floor((totalmem() * memoryShare) / 1024 / 1024)}m`]

/** Whose the server is, by number: programs beside it need no more rights than it has. */
async function userOf(runtime: Runtime, signal: AbortSignal): Promise<string> {
  return (await text(runtime, { program: 'stat', args: ['-c', '%u:%g', '/proc/1'] }, signal)).trim()
}

async function start(
  spec: Omit<ServerSpec, 'timeoutMs'>,
  name: string,
  more: readonly string[],
  named = 'verify: { image: ... }',
  env: Environment,
  signal: AbortSignal,
): Promise<void> {
  const user = spec.user === undefined ? [] : ['--user', spec.user]
  const flags = ['--name', name, ...more, '--shm-size', '256m', ...confined, ...limits(), ...user]
  try {
    await docker(
      ['run', '-d', ...flags, ...environmentFlags(spec.env), spec.image, ...spec.args],
      env,
      signal,
      spec.env,
    )
  } catch (error) {
    if (!isProblem(error, 'tool-failed', 'tool-missing')) throw error
    const pulled = /unable to find image|pull access denied|manifest unknown/i.test(failureOf(error)?.stderr ?? '')
    const what = pulled ? `image ${spec.image} cannot be pulled` : `a container of ${spec.image} cannot be started`
    throw new Problem('sandbox-failed', `${what}: ${lastLines(failureOf(error)?.stderr ?? error.message)}`, {
      hint:
        error.code === 'tool-missing'
          ? 'Install Docker on the machine that proves: a throw-away server is a container.'
          : `Check the name of the image (${named}), or log in to its registry first.`,
      cause: error,
    })
  }
}

async function untilReady(
  spec: ServerSpec,
  name: string,
  env: Environment,
  signal: AbortSignal,
  ready: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const late = AbortSignal.timeout(spec.timeoutMs)
  for (;;) {
    try {
      await ready(AbortSignal.any([signal, late]))
      return
    } catch (error) {
      stopIfAborted(signal)
      const ended = isGone(error) || !(await isRunning(name, env, signal))
      if (!ended && !late.aborted) {
        await pause(150)
        continue
      }
      const what = ended ? 'stopped by itself' : `was not ready after ${Math.round(spec.timeoutMs / 1000)} s`
      const log = redact(await lastLog(name, env, signal), secretsIn(spec.env))
      throw new Problem(
        'sandbox-failed',
        `the throw-away ${spec.image} ${what}: ${lastLines(log) || 'its log is empty'}`,
        {
          hint: ended
            ? 'The image must start as the official ones do, and have enough memory: set verify.image.'
            : 'Run it again when the machine is less busy, or set a smaller verify.image.',
          cause: error,
        },
      )
    }
  }
}

/** The last lines of its log. */
export async function lastLog(name: string, env: Environment, signal: AbortSignal): Promise<string> {
  // A server writes its log to stderr: only a shell joins the two in their order.
  const both = { program: 'sh', args: ['-c', 'exec docker logs --tail 20 "$1" 2>&1', 'sh', name] }
  return text(hostRuntime({ env }), both, signal)
}

/** Removes the throw-away servers of processes that were killed: each holds data in the clear. */
async function sweepOrphans(env: Environment, signal: AbortSignal): Promise<void> {
  const format = `{{.ID}} {{.Label "${ownerLabel}"}}`
  let listed: string
  try {
    listed = await docker(
      ['ps', '-a', '--no-trunc', '--filter', `label=${ownerLabel}`, '--format', format],
      env,
      signal,
    )
  } catch (error) {
    // Starting one says it better.
    if (isProblem(error, 'tool-missing', 'tool-failed')) return
    throw error
  }
  for (const line of listed.split('\n').filter((line) => line !== '')) {
    const [id = '', label = ''] = line.split(' ')
    if (await isOrphan(label)) await removeContainer(id, env)
  }
  await sweepNetworks(env, signal)
}

/**
 * Removes every container that a run with this label left, with its volumes, and gives their ids. A machine without
 * docker has none. `settleMs`: how long no other must have come; the docker clients of a run that was killed may live on,
 * and what they had asked for comes late.
 */
export async function sweepContainers(
  label: string,
  baseEnv: Environment,
  signal: AbortSignal,
  settleMs = 0,
): Promise<readonly string[]> {
  const removed = new Set<string>()
  for (let quietMs = 0; ; quietMs += stepMs) {
    // One that is just being created is listed before it can be removed: only a listing without any tells.
    const found = await labelled(label, baseEnv, signal)
    for (const id of found) if (await removeContainer(id, baseEnv)) removed.add(id)
    if (found.length > 0) quietMs = -stepMs
    else if (quietMs >= settleMs) {
      await removeNetworks(label, baseEnv, signal)
      return [...removed]
    }
    await pause(stepMs)
  }
}

const stepMs = 250

async function labelled(label: string, env: Environment, signal: AbortSignal): Promise<readonly string[]> {
  try {
    const listed = await docker(['ps', '-aq', '--no-trunc', '--filter', `label=backproof=${label}`], env, signal)
    return listed.split('\n').filter((id) => id !== '')
  } catch (error) {
    if (isProblem(error, 'tool-missing')) return []
    throw error
  }
}
