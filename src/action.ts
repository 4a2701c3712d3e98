import { mkdir, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { basename, join, normalize } from 'node:path'
import * as core from '@actions/core'
import { admit } from './command/admit/admit.ts'
import { commands, isCommand } from './command/all.ts'
import { takesWords } from './command/argument.ts'
import type { CommandName } from './command/name.ts'
import { ownInputs, readFlag, sentences, splitInput } from './command/option/input.ts'
import { detailOf, type Options, options, optionsOf } from './command/option.ts'
import { idsOutput, jsonOutput } from './command/output.ts'
import { runWithKeys } from './command/project/given-keys.ts'
import { finishRemembered, rememberRestores } from './command/restore/left.ts'
import { failureJson, problemJson, type Result, untold } from './command/result.ts'
import { removeTree } from './engine/engine.ts'
import { restoreDirectory, saveDirectory } from './github/github.ts'
import { isProblem, Problem } from './problem.ts'
import { heartbeatMs, Progress } from './progress.ts'
import { annotations, progressLine, renderPlain, renderSummary } from './report/report.ts'
import { hasDocker, sweepContainers } from './runtime/runtime.ts'
import { unjudged } from './trust/trust.ts'
import { nearest } from './words/words.ts'
import {
  baseEnv,
  type Environment,
  endByItself,
  inert,
  type Log,
  makeMask,
  makeRunId,
  originOf,
  parseServices,
  redactAll,
  ShownFaults,
  secretVariables,
  tuneProcess,
  version,
  type World,
} from './world.ts'

const signals = ['SIGINT', 'SIGTERM'] as const

/** The action's main: runs the command. */
export async function action(): Promise<void> {
  tuneProcess(process.env)
  const cancel = new AbortController()
  for (const name of signals) {
    process.on(name, () => cancel.abort(new Problem('cancelled', `the job was cancelled (${name})`)))
  }
  await main(cancel.signal)
  endByItself(signals, () => process.exit())
}

/** The action's post: removes what a cancelled main left. Of a main that was killed before it began, nothing. */
export async function post(): Promise<void> {
  const started = core.getState('run')
  if (!started) return
  await finishLeft(started)
  await sweep(started)
}

/** Restores of a main that was killed: their hooks run now, or never. */
async function finishLeft(runId: string): Promise<void> {
  const masks = makeMask((form) => core.setSecret(form))
  const shown = new ShownFaults()
  const { signal } = new AbortController()
  const log = workflowLog(masks.redact, shown)
  const finish = async (more: Readonly<Record<string, string>>, options: Options) => {
    const world = await admit(
      await makeWorld(maskedEnvironment(masks, more), runId, signal, masks, shown),
      'restore',
      options,
    )
    await runWithKeys(world, 'restore', options)
  }
  const failed = await finishRemembered(core.getState('restores'), core.getInput('policy'), finish, log)
  for (const message of failed) core.setFailed(clean(message, masks.redact))
}

type Redact = World['redact']
type Detail = ReturnType<typeof detailOf>

async function main(signal: AbortSignal): Promise<void> {
  const masks = makeMask((form) => core.setSecret(form))
  // Node would print it without redaction.
  process.on('uncaughtException', (error) => {
    core.setFailed(masks.redact(error instanceof Error ? (error.stack ?? error.message) : String(error)))
    process.exit(1)
  })
  const runId = makeRunId()
  core.saveState('run', runId)
  const path = join(scratch(), `backproof-report-${runId}.json`)
  const name = core.getInput('command') || 'run'
  const shown = new ShownFaults()
  try {
    const { result, detail } = await perform(name, runId, signal, masks, shown)
    await publish(result, detail, name, path, masks.redact)
  } catch (error) {
    await publishFailure(error, name, path, masks.redact, shown)
  }
  core.saveState('ended', 'true')
}

async function perform(
  name: string,
  runId: string,
  signal: AbortSignal,
  masks: Pick<World, 'mask' | 'redact'>,
  shown: ShownFaults,
): Promise<{ readonly result: Result; readonly detail: Detail }> {
  const env = maskedEnvironment(masks)
  const [command = '', ...words] = name.trim().split(/\s+/)
  if (!isCommand(command) || (words.length > 0 && !takesWords(command))) {
    const near = nearest(command, Object.keys(commands))
    throw new Problem(
      'usage',
      `the input command: ${name} is not a command`,
      near ? { hint: `Did you mean ${near}?` } : {},
    )
  }
  warnOfUnknown(masks.redact)
  const said = { ...readOptions(command), ...(words.length > 0 ? { words } : {}) }
  // Before anything is done, and not in the middle of telling what was.
  readFlag('summary', core.getInput('summary') || 'true')
  const world = await admit(await makeWorld(env, runId, signal, masks, shown), command, said)
  const project = (env['GITHUB_REPOSITORY'] ?? 'local').replaceAll('/', '-')
  const cached = readFlag('cache', core.getInput('cache') || 'true')
  const restored = cached ? await restoreDirectory(world.cacheDirectory, project) : undefined
  const result = await runWithKeys(world, command, said)
  if (cached) await saveDirectory(world.cacheDirectory, project, restored)
  return { result, detail: detailOf(said) }
}

async function publish(result: Result, detail: Detail, name: string, path: string, redact: Redact): Promise<void> {
  const printed = inert(redact(result.text({ colour: true, width: 120, detail })), true)
  if (printed !== '') core.info(printed)
  const status = result.problems.length === 0 ? 'succeeded' : 'failed'
  const { ids, deleted, outputs } = result
  await output({ status, ids, deleted, outputs, json: redactAll(result.json, redact), path })
  const report = result.report && redactAll(result.report, redact)
  const left = untold(result)
  const problems = redactAll(left.map(problemJson), redact)
  const text = () => redact(result.text({ colour: false, width: 120 }))
  const markdown = result.markdown === undefined ? undefined : redact(result.markdown)
  await summarize(report ? renderSummary(report) : renderPlain({ command: name, status, text, markdown, problems }))
  for (const { level, message, title, file, line } of report ? annotations(report) : []) {
    say[level](message, { title, ...(file ? { file: normalize(file) } : {}), ...(line ? { startLine: line } : {}) })
  }
  fail(result.problems, left, redact)
}

/** A command that failed before it had a result leaves the same outputs, a report and a summary. */
async function publishFailure(
  error: unknown,
  name: string,
  path: string,
  redact: Redact,
  shown: ShownFaults,
): Promise<void> {
  const json = redactAll(failureJson(error), redact)
  await output({ status: 'failed', json, path })
  const text = () => json.problems.map(({ message, hint }) => (hint ? `${message}\n${hint}` : message)).join('\n')
  await summarize(renderPlain({ command: name, status: 'failed', text, markdown: undefined, problems: [] }))
  const count = shown.countOf(error)
  // Its mistakes are annotations already, each at its line.
  if (count === undefined) fail([error], [error], redact)
  else core.setFailed(clean(count, redact))
}

interface Output {
  readonly status: 'succeeded' | 'failed'
  readonly ids?: readonly string[] | undefined
  readonly deleted?: readonly string[] | undefined
  readonly outputs?: Result['outputs'] | undefined
  readonly json: unknown
  readonly path: string
}

async function output({ status, ids = [], deleted = [], outputs, json, path }: Output): Promise<void> {
  await writeFile(path, `${JSON.stringify(json, null, 2)}\n`)
  core.setOutput('status', status)
  core.setOutput('ids', idsOutput(ids))
  core.setOutput('deleted', idsOutput(deleted))
  core.setOutput('report', path)
  if (outputs?.gate) core.setOutput('gate', jsonOutput(outputs.gate))
  if (outputs?.matrix) core.setOutput('matrix', jsonOutput(outputs.matrix))
}

async function summarize(markdown: string): Promise<void> {
  // A runner of GitHub's own server may be too old to have summaries.
  if (!process.env['GITHUB_STEP_SUMMARY'] || /^false$/i.test(core.getInput('summary'))) return
  await core.summary.addRaw(markdown).write()
}

const say = { error: core.error, warning: core.warning, notice: core.notice }

/** Fails the step by the first failure; the untold others are annotations too. Anything but a Problem shows its stack. */
function fail(problems: readonly unknown[], left: readonly unknown[], redact: Redact): void {
  const [first, ...more] = problems
  for (const error of left) {
    if (!isProblem(error))
      core.error(clean(error instanceof Error ? (error.stack ?? error.message) : String(error), redact))
    else if (error !== first) core.error(clean(sentences(error), redact))
  }
  if (first === undefined) return
  const others = more.length > 0 ? ` (and ${more.length} more)` : ''
  core.setFailed(clean(sentences(first, others), redact))
}

/** What is said in an annotation is cleaned as the log is: it may come from a server, a file's name, or a bucket. */
const clean = (text: string, redact: Redact) => inert(redact(text), true)

function readOptions(command: CommandName): Options {
  const taken = optionsOf(command)
  const said = options.flatMap((option): [string, unknown][] => {
    const { name, kind } = option
    const text = core.getInput(name)
    if (text === '') return []
    const value = kind === 'flag' ? readFlag(name, text) : kind === 'many' ? splitInput(name, text) : text
    if (value === false || (Array.isArray(value) && value.length === 0)) return []
    if (taken.some((one) => one.name === name)) return [[name, value]]
    throw new Problem('usage', `${command} takes no input ${name}`, {
      hint: `Its inputs are ${taken.flatMap((one) => (one.name === 'json' ? [] : [one.name])).join(', ')}.`,
    })
  })
  return Object.fromEntries(said)
}

/** A runner passes inputs on that the action does not have, and says so only once, far above: `aply: true` deletes nothing. */
function warnOfUnknown(redact: Redact): void {
  const known = [...ownInputs, ...options.map(({ name }) => name)]
  for (const variable of Object.keys(process.env)) {
    const name = /^INPUT_(.+)$/.exec(variable)?.[1]?.toLowerCase()
    if (name === undefined || known.includes(name)) continue
    const near = nearest(name, known)
    core.warning(
      clean(`the action has no input ${name}, so it does nothing${near ? `: did you mean ${near}?` : ''}`, redact),
    )
  }
}

/** Before the first line is printed; the policy's own secrets follow as soon as it is read. */
function maskedEnvironment({ mask }: Pick<World, 'mask'>, more: Environment = {}): Environment {
  const env = { ...environment(), ...more }
  for (const name of secretVariables) for (const word of env[name]?.split(/\s+/) ?? []) mask(word)
  return env
}

/** The environment of the step, with the keys that were given as inputs. */
function environment(): Environment {
  const { env } = process
  return {
    ...env,
    BACKPROOF_SECRET_KEY: core.getInput('secret-key') || env['BACKPROOF_SECRET_KEY'],
    BACKPROOF_SIGNING_KEY: core.getInput('signing-key') || env['BACKPROOF_SIGNING_KEY'],
    BACKPROOF_INDEX_KEY: core.getInput('index-key') || env['BACKPROOF_INDEX_KEY'],
    BACKPROOF_GITHUB_TOKEN: core.getInput('github-token') || env['GITHUB_TOKEN'],
  }
}

/** A runner of one's own keeps its disk. The directory is not the one that goes into the Actions cache. */
function stateOf(env: Environment): Pick<World, 'stateDirectory'> {
  const home = env['XDG_STATE_HOME'] || (env['HOME'] ? join(env['HOME'], '.local', 'state') : undefined)
  if (env['RUNNER_ENVIRONMENT'] !== 'self-hosted' || home === undefined) return {}
  return { stateDirectory: join(home, 'backproof') }
}

async function makeWorld(
  env: Environment,
  runId: string,
  signal: AbortSignal,
  masks: Pick<World, 'mask' | 'redact'>,
  shown: ShownFaults,
): Promise<World> {
  const temporaryDirectory = await makeTemporary(runId)
  return {
    env: { ...env, TMPDIR: temporaryDirectory },
    arguments: [],
    cwd: env['GITHUB_WORKSPACE'] ?? process.cwd(),
    now: () => new Date(),
    monotonicMs: () => performance.now(),
    signal,
    log: workflowLog(masks.redact, shown),
    ...masks,
    cacheDirectory: join(env['RUNNER_TEMP'] || temporaryDirectory, 'backproof-cache'),
    ...stateOf(env),
    temporaryDirectory,
    services: parseServices(core.getInput('services')),
    watchRestore: rememberRestores((text) => core.saveState('restores', text)),
    runId,
    versions: { backproof: version, node: process.versions.node },
    origin: originOf(env, env['RUNNER_NAME'] ?? hostname()),
    footing: unjudged,
  }
}

/** Who sets TMPDIR has said where there is room. */
function temporary(runId: string): string {
  return join(process.env['TMPDIR'] || scratch(), `backproof-${runId}`)
}

/** Never the workspace: what lies there may be backed up, or committed. */
function scratch(): string {
  return process.env['RUNNER_TEMP'] || tmpdir()
}

function workflowLog(redact: Redact, shown: ShownFaults): Log {
  const info = (message: string) => core.info(inert(redact(message), true))
  const progress = new Progress((look) => info(progressLine(look)), heartbeatMs)
  return {
    info,
    warning: (message) => core.warning(clean(message, redact)),
    // Failures become annotations once, with their place in the policy, when the report is published.
    error: (message) => info(`error: ${message}`),
    group: (name, body) => core.group(clean(name, redact), body),
    progress: (step) => progress.begin(step),
    fault(fault) {
      shown.add(fault)
      const { file, finding } = fault
      const { line, column, endColumn, message, hint } = finding
      // GitHub knows a file by its path from the top of the repository: ./x is none.
      const place = { file: normalize(file), startLine: line, startColumn: column, ...(endColumn ? { endColumn } : {}) }
      core.error(clean(hint ? `${message}. ${hint}` : message, redact), { title: 'Backup policy', ...place })
    },
  }
}

/**
 * Where this run keeps what must not outlive it. Engines and their programs keep copies of databases below TMPDIR, so that
 * is inside: the post phase removes what a killed main left.
 */
async function makeTemporary(runId: string): Promise<string> {
  const path = temporary(runId)
  await mkdir(path, { recursive: true, mode: 0o700 })
  core.saveState('temporary', path)
  process.env['TMPDIR'] = path
  return path
}

/** The post phase: containers and temporary files of a main that was killed before it could remove them. */
async function sweep(runId: string): Promise<void> {
  const env = baseEnv({ env: process.env })
  const signal = AbortSignal.timeout(60_000)
  // Where Docker does not answer, main has started nothing with it.
  const settleMs = core.getState('ended') ? 0 : 2000
  const removed = (await hasDocker(env, signal)) ? await sweepContainers(runId, env, signal, settleMs) : []
  for (const name of removed) core.info(`removed the container ${name}, left by a cancelled run`)
  const path = core.getState('temporary')
  if (basename(path) === `backproof-${runId}`) await removeTree(path)
}
