import type { Readable } from 'node:stream'
import type { Argv, CommandSource } from '../../policy/policy.ts'
import { Problem, remedy } from '../../problem.ts'
import {
  type Child,
  dockerExec,
  dockerRun,
  failureOf,
  feed,
  hostRuntime,
  isOfMachine,
  lastLines,
  type Runtime,
  redact,
} from '../../runtime/runtime.ts'
import type { Bench } from '../contract.ts'
import { onMachine } from '../programs.ts'
import { namedService } from '../service.ts'

/** What a source's programs may be asked for. */
export type Role = 'dump' | 'restore' | 'facts' | 'check'

const mostText = 1024 * 1024

/** The programs of a source at the place where they run, with no more of the environment than the policy names. */
export class UserPrograms {
  readonly source: CommandSource
  readonly runtime: Runtime
  readonly #env: Readonly<Record<string, string>>
  readonly #secrets: readonly string[]

  /** @throws Problem `secret-missing` for a variable without a value. */
  constructor(source: CommandSource, runtime: Runtime) {
    this.source = source
    this.runtime = runtime
    this.#env = environmentOf(source)
    this.#secrets = Object.values(this.#env)
  }

  /** Starts one: its stdout ends cleanly only after exit code 0. */
  spawn(role: Role, argv: Argv, signal: AbortSignal, target?: string): Child {
    return this.runtime.spawn(this.#command(role, argv, target), signal)
  }

  /** Gives it the body as its input. What it prints goes nowhere. */
  async feed(argv: Argv, body: Readable, signal: AbortSignal, target: string, overwrite: boolean): Promise<void> {
    const command = this.#command('restore', argv, target)
    const env = { ...command.env, BACKPROOF_OVERWRITE: overwrite ? '1' : '' }
    using limit = this.limit('restore', signal)
    await feed(this.runtime, { ...command, env }, body, limit.signal)
  }

  /** What one prints, at most a MiB of it. */
  async text(role: Role, argv: Argv, signal: AbortSignal, target?: string): Promise<string> {
    using limit = this.limit(role, signal)
    const child = this.spawn(role, argv, limit.signal, target)
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > mostText) {
        child.stdout.destroy()
        await child.ended.catch(() => undefined)
        throw new Problem('source-failed', `${this.nameOf(role)} printed more than 1 MiB`, {
          hint: 'Let it print less: numbers by name, and names by kind.',
        })
      }
      chunks.push(chunk)
    }
    await child.ended
    return this.redact(Buffer.concat(chunks).toString('utf8'))
  }

  redact(text: string): string {
    return redact(text, this.#secrets)
  }

  nameOf(role: Role): string {
    return `${role} of ${this.source.name}`
  }

  /** Ends what takes longer than the policy says. */
  limit(role: Role, signal: AbortSignal): { readonly signal: AbortSignal } & Disposable {
    const late = new AbortController()
    const { timeoutMs } = this.source
    const because = new Problem(
      'tool-failed',
      `${this.nameOf(role)} was ended: it took longer than ${timeoutMs / 1000} s`,
      {
        hint: 'Set program-timeout: 12h of the source in the policy, if it may take that long.',
      },
    )
    // Longer than a timer can be is for ever.
    const timer = timeoutMs < 2 ** 31 ? setTimeout(() => late.abort(because), timeoutMs) : undefined
    return { signal: AbortSignal.any([signal, late.signal]), [Symbol.dispose]: () => clearTimeout(timer) }
  }

  #command(role: Role, argv: Argv, target: string | undefined) {
    const [program, ...args] = argv
    const env = { ...this.#env, BACKPROOF_ROLE: role, ...(target === undefined ? {} : { BACKPROOF_TARGET: target }) }
    return {
      program,
      args,
      env,
      secrets: [...this.#secrets, ...(target === undefined ? [] : passwordsIn(target))],
      name: this.nameOf(role),
    }
  }
}

/** Where they run, according to `tools`; by default on this machine. */
export async function runtimeOf({ tools }: CommandSource, bench: Bench, signal: AbortSignal): Promise<Runtime> {
  const { baseEnv, services, label } = bench
  switch (tools.kind) {
    case 'service':
      return dockerExec({ name: tools.service, service: await namedService(tools.service, bench, signal), baseEnv })
    case 'image':
      return dockerRun({ image: tools.image, services, baseEnv, label })
    case 'ssh':
    case 'pod':
      return onMachine(tools, bench)
    default: {
      const names = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TMPDIR']
      return hostRuntime({ env: Object.fromEntries(Object.entries(baseEnv).filter(([name]) => names.includes(name))) })
    }
  }
}

export function environmentOf({ name, variables }: CommandSource): Readonly<Record<string, string>> {
  const missing = variables.filter((one) => !one.reveal()).map((one) => one.name)
  if (missing.length === 0) return Object.fromEntries(variables.map((one) => [one.name, one.reveal() ?? '']))
  const lines = missing.map((one) => `${one}: \${{ secrets.${one} }}`)
  throw new Problem(
    'secret-missing',
    `source ${name}: ${missing.join(', ')} ${missing.length === 1 ? 'has' : 'have'} no value here`,
    {
      hint: `Add \`env: { ${lines.join(', ')} }\` to the workflow step, export them in the shell, or remove them from env.`,
    },
  )
}

function passwordsIn(target: string): readonly string[] {
  const password = /^[a-z][a-z0-9+.-]*:\/\/[^/?#@]*?:([^/?#@]*)@/i.exec(target)?.[1]
  return password ? [password] : []
}

/** The failure of a program that refused what it was given, with another code than that of one that could not run. */
export function refusedBy(error: unknown, code: 'restore-failed' | 'source-failed', hint: string): unknown {
  const failure = failureOf(error)
  if (failure?.exitCode === undefined || failure.exitCode === 126 || failure.exitCode === 127) return error
  const said = lastLines(failure.stderr)
  const ofMachine = isOfMachine(failure.stderr)
  return new Problem(
    code,
    `${failure.program} failed (exit ${failure.exitCode})${said === '' ? ', without output' : `: ${said}`}`,
    {
      hint: ofMachine && code === 'restore-failed' ? remedy.target : hint,
      cause: failure,
      ofMachine,
    },
  )
}
