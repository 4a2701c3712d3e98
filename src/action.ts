import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import * as core from '@actions/core'
import { commands, isCommand, type Result } from './command/all.ts'
import { type Options, optionsOf } from './command/option.ts'
import { restoreDirectory, saveDirectory } from './github/github.ts'
import { nearest } from './policy/policy.ts'
import { isProblem, Problem } from './problem.ts'
import { annotations, renderSummary } from './report/report.ts'
import { sweepContainers } from './runtime/runtime.ts'
import { type Log, makeMask, makeRunId, originOf, parseServices, version, type World } from './world.ts'

/** The action: main runs the command, post removes what a cancelled main left. Both are this one program. */
export async function action(): Promise<void> {
  const started = core.getState('run')
  if (started) return sweep(started)
  const cancel = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => cancel.abort(new Problem('cancelled', `the job was cancelled (${name})`)))
  }
  await main(cancel.signal)
  process.exit()
}

async function main(signal: AbortSignal): Promise<void> {
  const masks = makeMask((form) => core.setSecret(form))
  const runId = makeRunId()
  core.saveState('run', runId)
  try {
    // Inputs that are secrets are masked before the first line is printed.
    for (const name of ['secret-key', 'signing-key', 'into']) {
      const value = core.getInput(name)
      if (value && name !== 'into') masks.mask(value)
    }
    const name = core.getInput('command') || 'run'
    if (!isCommand(name)) {
      const near = nearest(name, Object.keys(commands))
      throw new Problem('usage', `the input command: ${name} is not one`, near ? { hint: `Did you mean ${near}?` } : {})
    }
    const world = await makeWorld(runId, signal, masks)
    const cached = core.getInput('cache') !== 'false'
    const project = (world.env['GITHUB_REPOSITORY'] ?? 'local').replaceAll('/', '-')
    if (cached) await restoreDirectory(world.cacheDirectory, project)
    const run = await commands[name].load()
    const result = await run(world, readOptions(name))
    if (cached && (await holdsFiles(world.cacheDirectory))) await saveDirectory(world.cacheDirectory, project, runId)
    await publish(result, name, runId, masks.redact)
  } catch (error) {
    core.setOutput('status', 'failed')
    fail([error], masks.redact)
  }
}

async function publish(result: Result, name: string, runId: string, redact: (text: string) => string): Promise<void> {
  core.info(redact(result.text({ colour: true, width: 120 })))
  const path = join(process.env['RUNNER_TEMP'] ?? '.', `restorable-report-${runId}.json`)
  await writeFile(path, redact(`${JSON.stringify(result.json, null, 2)}\n`))
  core.setOutput('status', result.problems.length === 0 ? 'succeeded' : 'failed')
  core.setOutput('ids', JSON.stringify(result.ids ?? []))
  core.setOutput('deleted', JSON.stringify(result.deleted ?? []))
  core.setOutput('report', path)
  if (core.getInput('summary') !== 'false') {
    const plain = () =>
      `### restorable ${name}\n\n\`\`\`\n${result.text({ colour: false, width: 120 }).replaceAll('```', "'''")}\n\`\`\`\n`
    await core.summary.addRaw(redact(result.report ? renderSummary(result.report) : plain())).write()
  }
  if (result.report) {
    for (const { level, message, ...place } of annotations(result.report)) {
      const { file, line, title } = place
      const properties = { title, ...(file ? { file } : {}), ...(line ? { startLine: line } : {}) }
      say[level](redact(message), properties)
    }
  }
  fail(result.problems, redact)
}

const say = { error: core.error, warning: core.warning, notice: core.notice }

/** Fails the step by the first failure; the others are annotations already. Anything but a Problem shows its stack. */
function fail(problems: readonly unknown[], redact: (text: string) => string): void {
  for (const error of problems) {
    if (!isProblem(error)) core.error(redact(error instanceof Error ? (error.stack ?? error.message) : String(error)))
  }
  const [first, ...more] = problems
  if (first === undefined) return
  const hint = isProblem(first) && first.hint ? `. ${first.hint}` : ''
  const others = more.length > 0 ? ` (and ${more.length} more)` : ''
  core.setFailed(redact(`${first instanceof Error ? first.message : String(first)}${others}${hint}`))
}

function readOptions(name: keyof typeof commands): Options {
  const said = optionsOf(name).flatMap((option): [string, unknown][] => {
    const value = core.getInput(option.name)
    if (value === '') return []
    if (option.kind === 'flag') return value === 'true' ? [[option.name, true]] : []
    return [[option.name, option.kind === 'many' ? split(option.name, value) : value]]
  })
  return Object.fromEntries(said)
}

/** Patterns may hold spaces: one per line. Names, tags and ids may not: any white space or comma parts them. */
function split(option: string, value: string): readonly string[] {
  return value
    .split(option === 'only' ? /\r?\n/ : /[\s,]+/)
    .map((word) => word.trim())
    .filter((word) => word !== '')
}

async function makeWorld(runId: string, signal: AbortSignal, masks: ReturnType<typeof makeMask>): Promise<World> {
  const env: Record<string, string | undefined> = { ...process.env }
  for (const [input, name] of [
    ['secret-key', 'RESTORABLE_SECRET_KEY'],
    ['signing-key', 'RESTORABLE_SIGNING_KEY'],
  ] as const) {
    env[name] = core.getInput(input) || env[name]
  }
  const temporaryDirectory = temporary(runId)
  await mkdir(temporaryDirectory, { recursive: true, mode: 0o700 })
  return {
    env,
    arguments: [],
    cwd: process.env['GITHUB_WORKSPACE'] ?? process.cwd(),
    now: () => new Date(),
    monotonicMs: () => performance.now(),
    signal,
    log: workflowLog(masks.redact),
    ...masks,
    cacheDirectory: join(process.env['RUNNER_TEMP'] ?? '.', 'restorable-cache'),
    temporaryDirectory,
    services: parseServices(core.getInput('services')),
    runId,
    versions: { restorable: version, node: process.versions.node },
    origin: originOf(env, process.env['RUNNER_NAME'] ?? hostname()),
  }
}

function temporary(runId: string): string {
  return join(process.env['RUNNER_TEMP'] ?? '.', `restorable-${runId}`)
}

async function holdsFiles(path: string): Promise<boolean> {
  try {
    return (await readdir(path)).length > 0
  } catch {
    return false // nothing was cached, so there is no directory
  }
}

function workflowLog(redact: (text: string) => string): Log {
  return {
    info: (message) => core.info(redact(message)),
    warning: (message) => core.warning(redact(message)),
    // Failures become annotations once, with their place in the policy, when the report is published.
    error: (message) => core.info(redact(`error: ${message}`)),
    group: (name, body) => core.group(redact(name), body),
    progress: () => {},
    fault({ file, finding }) {
      const { line, column, endColumn, message, hint } = finding
      const place = { file, startLine: line, startColumn: column, ...(endColumn ? { endColumn } : {}) }
      core.error(redact(hint ? `${message}. ${hint}` : message), { title: 'Backup policy', ...place })
    },
  }
}

/** The post phase: containers and temporary files of a main that was killed before it could remove them. */
async function sweep(runId: string): Promise<void> {
  const { PATH = '', HOME = '', DOCKER_HOST } = process.env
  const env = { PATH, HOME, ...(DOCKER_HOST ? { DOCKER_HOST } : {}) }
  const removed = await sweepContainers(runId, env, AbortSignal.timeout(60_000))
  for (const name of removed) core.info(`removed the container ${name}, left by a cancelled run`)
  await rm(temporary(runId), { recursive: true, force: true })
}
