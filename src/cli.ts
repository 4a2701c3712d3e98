import { existsSync, realpathSync } from 'node:fs'
import { homedir, hostname, tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { styleText } from 'node:util'
import { perform } from './command/admit/admit.ts'
import { parse } from './command/argument.ts'
import { detailOf } from './command/option.ts'
import { failureJson, type Result, untold } from './command/result.ts'
import { codeFrame } from './policy/policy.ts'
import { isProblem, Problem, type ProblemCode } from './problem.ts'
import { heartbeatMs, type Look, Progress } from './progress.ts'
import { progressLine, type TextStyle } from './report/report.ts'
import { unjudged } from './trust/trust.ts'
import { reasonOf } from './words/words.ts'
import {
  becomeExit,
  endByItself,
  inert,
  type Log,
  makeMask,
  makeRunId,
  originOf,
  parseServices,
  redactAll,
  ShownFaults,
  tuneProcess,
  version,
  type World,
} from './world.ts'

/** The one table of exit codes: 0 done, 1 failed, 2 policy or usage, 3 gate, 4 damaged, 5 and 6 a rehearsal, 130 cancelled. */
const exitCodes: Readonly<Record<ProblemCode, 1 | 2 | 3 | 4 | 5 | 6 | 130>> = {
  'policy-invalid': 2,
  usage: 2,
  'unknown-id': 2,
  'secret-missing': 2,
  'key-missing': 2,
  'key-invalid': 2,
  'key-wrong': 2,
  'target-refused': 2,
  untrusted: 2,
  'tool-missing': 1,
  'tool-version': 1,
  'tool-failed': 1,
  'dump-incomplete': 1,
  'log-gap': 1,
  'source-failed': 1,
  'restore-failed': 1,
  'sandbox-failed': 1,
  'store-missing': 1,
  'store-denied': 1,
  'role-refused': 1,
  'store-exists': 1,
  'store-changed': 1,
  'store-full': 1,
  'store-unavailable': 1,
  'store-failed': 1,
  'object-missing': 4,
  'object-archived': 1,
  'lease-held': 1,
  'lease-abandoned': 1,
  'retention-refused': 1,
  'run-failed': 1,
  'proof-overdue': 1,
  'github-failed': 1,
  'channel-failed': 1,
  'gate-unmet': 3,
  'migration-failed': 5,
  'migration-unfit': 6,
  'object-damaged': 4,
  'manifest-damaged': 4,
  'manifest-foreign': 4,
  'proof-failed': 4,
  cancelled: 130,
}

/** Of several failures, the gravest decides. */
const gravity = [130, 4, 1, 5, 6, 3, 2]

export function exitCodeOf(problems: readonly unknown[]): number {
  const codes = problems.map((problem) => (isProblem(problem) ? exitCodes[problem.code] : 1))
  return gravity.find((code) => codes.includes(code as 1)) ?? 0
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** The command line: reads arguments, runs one command, prints its result to stdout and the rest to stderr. */
export async function cli(): Promise<void> {
  tuneProcess(process.env)
  const cancel = new AbortController()
  const hurry = new AbortController()
  let cancelledAtMs = Number.POSITIVE_INFINITY
  for (const name of signals) {
    process.on(name, () => {
      // One press of a key comes twice where npx or timeout(1) passes it on, too: only a later one is a second.
      if (performance.now() - cancelledAtMs > 1000) {
        hurry.abort(new Problem('cancelled', `cancelled again by ${name}`))
        if (name === 'SIGINT') endNow(130)
      }
      if (cancel.signal.aborted) return
      cancelledAtMs = performance.now()
      cancel.abort(new Problem('cancelled', `cancelled by ${name}`))
    })
  }
  let unwritten: Error | undefined
  const broken = new Set<NodeJS.WriteStream>()
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      broken.add(stream)
      // A reader that has gone (`| head`) has what it wanted; a full disk does not.
      if (error.code !== 'EPIPE') unwritten ??= error
    })
  }
  const code = await main(process.argv.slice(2), cancel.signal, hurry.signal)
  // What a pipe has not taken yet must not be dropped.
  for (const stream of [process.stdout, process.stderr])
    if (!broken.has(stream)) await new Promise((resolve) => stream.write('', resolve))
  if (unwritten) process.stderr.write(`error: the output could not be written: ${reasonOf(unwritten)}\n`)
  process.exitCode = unwritten && code === 0 ? 1 : code
  endByItself(signals, () => process.exit())
}

function endNow(code: number): void {
  process.exitCode = code
  becomeExit()
  process.exit()
}

async function main(args: readonly string[], signal: AbortSignal, hurry: AbortSignal): Promise<number> {
  const masks = makeMask((form) => {
    if (onRunner()) process.stderr.write(`::add-mask::${escapeData(form)}\n`)
  })
  // Node would print it without redaction.
  process.on('uncaughtException', (error) => {
    explain(error, masks.redact)
    process.exit(1)
  })
  const json = args.includes('--json')
  const shown = new ShownFaults()
  try {
    const parsed = parse(args)
    if (parsed.kind === 'text') return print(parsed.text)
    const { quiet = false } = parsed.options
    const world = { ...makeWorld(args, signal, masks, { quiet, shown }), hurry }
    const result = await perform(world, parsed.command, parsed.options)
    show(result, json, masks.redact, detailOf(parsed.options))
    for (const problem of untold(result)) explain(problem, masks.redact, shown)
    return exitCodeOf(result.problems)
  } catch (error) {
    if (json) print(jsonText(failureJson(error), masks.redact))
    explain(error, masks.redact, shown)
    return exitCodeOf([error])
  }
}

/** The value of a workflow command: of a secret of several lines, the runner would print all but the first. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function show(
  result: Result,
  json: boolean,
  redact: (text: string) => string,
  detail: NonNullable<TextStyle['detail']>,
): void {
  const style = { colour: colour(process.stdout), width: process.stdout.columns ?? 100, detail }
  const text = json ? jsonText(result.json, redact) : inert(redact(result.text(style)), onRunner())
  if (text !== '') print(text)
}

/** One document. No line of it begins a command to a runner; the older form, which begins anywhere, is written otherwise. */
function jsonText(value: unknown, redact: (text: string) => string): string {
  return JSON.stringify(redactAll(value, redact), null, 2).replaceAll('##[', '#\\u0023[')
}

function onRunner(): boolean {
  return process.env['GITHUB_ACTIONS'] === 'true'
}

function print(text: string): 0 {
  try {
    process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
  } catch (error) {
    // Deno throws what Node emits, and never says of a later write that it is done.
    process.stdout.emit('error', error)
  }
  return 0
}

/** A failure for a person, on stderr; anything but a Problem is a bug and shows its stack. */
function explain(error: unknown, redact: (text: string) => string, shown?: ShownFaults): void {
  const paint = colour(process.stderr)
  const say = (text: string) => process.stderr.write(`${inert(redact(text), onRunner())}\n`)
  const red = (text: string) => (paint ? styleText('red', text, { validateStream: false }) : text)
  if (!isProblem(error)) {
    say(`${red('bug:')} ${error instanceof Error ? error.stack : String(error)}`)
    say('This is a bug in backproof itself: please report it with the lines above.')
    return
  }
  const count = shown?.countOf(error)
  say(`${red('error:')} ${count ?? error.message}`)
  if (error.hint && count === undefined) say(`  ${error.hint}`)
}

function colour(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb'
}

function makeWorld(
  args: readonly string[],
  signal: AbortSignal,
  masks: ReturnType<typeof makeMask>,
  said: { readonly quiet: boolean; readonly shown: ShownFaults },
): World {
  const { env } = process
  return {
    env,
    arguments: args,
    cwd: process.cwd(),
    ...programOf(),
    now: () => new Date(),
    monotonicMs: () => performance.now(),
    signal,
    log: terminalLog(masks.redact, said),
    ...masks,
    cacheDirectory: join(env['XDG_CACHE_HOME'] || join(home(), '.cache'), 'backproof'),
    stateDirectory: join(env['XDG_STATE_HOME'] || join(home(), '.local', 'state'), 'backproof'),
    temporaryDirectory: tmpdir(),
    services: parseServices(env['BACKPROOF_SERVICES']),
    runId: makeRunId(),
    versions: { backproof: version, node: process.versions.node },
    origin: originOf(env, hostname(), userName()),
    ...(process.stdin.isTTY && process.stderr.isTTY ? { ask: questions(signal) } : {}),
    footing: unjudged,
  }
}

/** On the terminal. Its reader is loaded, and made, with the first question. */
function questions(signal: AbortSignal): (question: string) => Promise<string> {
  let ask: ((question: string) => Promise<string>) | undefined
  return async (question) => {
    const { makeAsk } = await import('./command/ask.ts')
    ask ??= makeAsk(process.stdin, process.stderr, signal)
    return ask(question)
  }
}

/** The interpreter and the file that it runs, the links of a PATH followed: what a crontab has to name. */
function programOf(): Pick<World, 'program'> {
  const [, file] = process.argv
  if (file === undefined || !existsSync(file)) return {}
  const words = 'Deno' in globalThis ? ['run', '--allow-all'] : []
  return { program: [process.execPath, ...words, realpathSync(file)] }
}

/** A user without an entry in the password file has no home; the cache may be anywhere. */
function home(): string {
  try {
    return homedir()
  } catch {
    return tmpdir()
  }
}

function terminalLog(
  redact: (text: string) => string,
  { quiet, shown }: { readonly quiet: boolean; readonly shown: ShownFaults },
): Log {
  const { stderr } = process
  const clear = () => stderr.isTTY && stderr.write('\r\u001b[K')
  const line = (text: string) => {
    clear()
    stderr.write(`${inert(redact(text), onRunner())}\n`)
  }
  const show = (look: Look) => {
    if (!stderr.isTTY) return line(progressLine(look).replaceAll('\n', ' '))
    // The last column stays free: a terminal may begin a new line once it is written.
    const width = (stderr.columns || 80) - 1
    const what = redact(look.step.what).replaceAll('\n', ' ')
    const text = inert(progressLine({ ...look, step: { ...look.step, what } }, width), onRunner())
    clear()
    stderr.write(text.slice(0, width))
  }
  const progress = new Progress(show, stderr.isTTY ? 200 : heartbeatMs, () => void clear())
  return {
    info: quiet ? () => {} : line,
    warning: (message) => line(`warning: ${message}`),
    error: (message) => line(`error: ${message}`),
    async group(name, body) {
      if (!quiet) line(name)
      try {
        return await body()
      } finally {
        clear()
      }
    },
    fault(fault) {
      shown.add(fault)
      const { file, text, finding } = fault
      const { line: at, column, message, hint } = finding
      const frame = codeFrame(text, finding, { colour: colour(stderr) })
      line(`${file}:${at}:${column}: ${message}\n${frame}${hint ? `\n  ${hint}` : ''}\n`)
    },
    progress: (step) => (quiet ? { [Symbol.dispose]() {} } : progress.begin(step)),
  }
}

/** undefined: the machine has no name for the user that runs this, as in a container with an arbitrary user. */
function userName(): string | undefined {
  try {
    return userInfo().username
  } catch {
    return undefined
  }
}

if (import.meta.main) await cli()
