import { randomUUID } from 'node:crypto'
import { Problem } from '../../problem.ts'
import { type Launch, launch } from '../child.ts'
import type { Child, Command, Runtime } from '../contract.ts'
import { type Environment, pause } from '../docker.ts'
import { type Failure, failureOf, lastLines } from '../failure.ts'
import { packageHint } from '../host.ts'
import { guarded } from './guard.ts'
import { Marks } from './marks.ts'
import { companion, shellArguments, shellInput } from './shell.ts'

export interface PodOptions {
  readonly namespace: string
  readonly pod: string
  /** Default: the pod's own default. */
  readonly container?: string
  /** PATH, HOME, KUBECONFIG: what kubectl needs. */
  readonly baseEnv: Environment
}

/**
 * Runs programs in a container of a pod by kubectl exec. Nothing there notices that its client has gone: so each program has
 * a companion, a second kubectl exec, that ends the program when its own input ends.
 */
export function podRuntime(options: PodOptions): Runtime {
  const where = `kubectl exec ${options.namespace}/${options.pod}`
  return {
    where,
    spawn: (command, signal) => spawn(options, where, command, signal),
    reach: (server) => server,
  }
}

function spawn(options: PodOptions, where: string, command: Command, signal: AbortSignal): Child {
  const mark = `backproof-${randomUUID()}`
  const marks = new Marks(mark)
  const broken = new AbortController()
  const watch = startCompanion(options, where, mark)
  let over = false
  const child = launch(
    command,
    {
      ...client(options, where, shellArguments(mark)),
      header: shellInput(command, mark, 'companion'),
      sieve: {
        stdout: (chunk) => marks.stdout(chunk),
        stderr: (chunk) => withoutFarewell(marks.stderr(chunk), marks),
        rest: () => withoutFarewell(marks.rest(), marks),
      },
      beforeEnd: async () => {
        try {
          while (marks.progress.kind === 'silent' && !over) await pause(20)
          if (over) return
          await watch.inputEnds()
        } catch (error) {
          broken.abort(error)
          throw error
        }
      },
      halt: () => watch.end(),
      explain: (failure) => explain(where, marks, failure),
      doubt: () =>
        marks.progress.kind === 'ended' && marks.progress.exitCode === 0 ? undefined : notRun(where, marks),
    },
    AbortSignal.any([signal, broken.signal]),
  )
  watch.lost.then(
    (problem) => broken.abort(problem),
    () => undefined,
  )
  const ended = child.ended.finally(() => {
    over = true
    return watch.end()
  })
  ended.catch(() => undefined)
  return { ...child, ended }
}

function client({ namespace, pod, container, baseEnv }: PodOptions, where: string, inside: readonly string[]) {
  const named = container === undefined ? [] : ['-c', container]
  const args = ['exec', '-i', '-n', namespace, pod, ...named, '--', ...inside]
  return {
    where,
    file: 'sh',
    args: guarded('', 'kubectl', args),
    env: baseEnv,
    lifeline: true,
    missing: kubectlMissing,
  } satisfies Partial<Launch>
}

interface Companion {
  /** The program may take the end of its input for one. */
  inputEnds(): Promise<void>
  /** Ends what is left of the program; done when nothing is. */
  end(): Promise<void>
  /** Resolves where it ends by itself: the connection is gone. */
  readonly lost: Promise<Problem>
}

function startCompanion(options: PodOptions, where: string, mark: string): Companion {
  const inside = ['sh', '-c', companion, 'sh', mark]
  const command = { program: 'sh', args: [], stdin: 'open', name: 'the shell that watches it' } as const
  const { signal } = new AbortController()
  const child = launch(command, { ...client(options, where, inside), explain: () => undefined }, signal)
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString('latin1')
  })
  let ending = false
  let over = false
  const lost = Promise.withResolvers<Problem>()
  child.ended
    .catch((error: unknown) => error)
    .then((error) => {
      over = true
      const last = lastLines(failureOf(error)?.stderr ?? '')
      if (!ending) lost.resolve(said.startsWith('up') ? lostProblem(where, last) : notRun(where, { noise: last }))
    })
  return {
    lost: lost.promise,
    async inputEnds() {
      child.stdin.write('ends\n')
      while (!said.includes('ok\n')) {
        if (over) throw lostProblem(where, '')
        await pause(20)
      }
    },
    async end() {
      ending = true
      child.stdin.end()
      await child.ended.catch(() => undefined)
    },
  }
}

/** What kubectl adds when a program did not exit 0. */
function withoutFarewell(own: Buffer, marks: Marks): Buffer {
  if (marks.progress.kind !== 'ended') return own
  return Buffer.from(own.toString('utf8').replace(/^command terminated with exit code \d+\n?/m, ''))
}

function explain(where: string, marks: Marks, failure: Failure): Problem | undefined {
  const { progress, noise } = marks
  switch (progress.kind) {
    case 'missing':
      return new Problem('tool-missing', `${failure.program} does not exist in ${where}`, {
        hint: packageHint(failure.program).replace(', or', ' there, or'),
        cause: failure,
      })
    case 'ended':
      return progress.exitCode === failure.exitCode ? undefined : lostProblem(where, lastLines(failure.stderr))
    case 'started':
      return lostProblem(where, lastLines(failure.stderr))
    case 'silent':
      return /kubectl: (?:command )?not found/.test(noise) ? kubectlMissing : notRun(where, marks)
  }
}

function lostProblem(where: string, said: string): Problem {
  return new Problem('tool-failed', `the connection of ${where} was lost${said === '' ? '' : `: ${said}`}`, {
    hint: 'Run it again. If it is lost again, look for a proxy before the API server that ends connections.',
  })
}

function notRun(where: string, { noise }: Pick<Marks, 'noise'>): Problem {
  const said = lastLines(noise)
  return new Problem('tool-failed', `${where} did not run the program${said === '' ? '' : `: ${said}`}`, {
    hint: 'Try it by hand: kubectl exec -n NAMESPACE POD -- true. The role needs create on pods/exec and get on pods.',
  })
}

const kubectlMissing = new Problem('tool-missing', 'kubectl is not installed on the host', {
  hint: 'Install kubectl, which tools: { pod: ... } needs.',
})
