import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { constants, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'
import { compiledOnce } from '../compiled.ts'
import { makeRepository } from '../trust/repository.ts'

/** A line such as `::error file=a.yml,line=3::text`, as the runner reads it. */
export interface WorkflowCommand {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly value: string
}

/** What one phase (main or post) of a step did, as the runner sees it. */
export interface Phase {
  /** Exit code; 128 + 15 and the like where a signal ended it. */
  readonly code: number
  /** Everything it printed, raw. */
  readonly output: string
  /** What a reader of the workflow log sees: each line with the masks that were known when it was printed. */
  readonly shown: string
  readonly commands: readonly WorkflowCommand[]
  readonly masks: readonly string[]
  readonly outputs: Readonly<Record<string, string>>
  readonly state: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string>>
  readonly path: readonly string[]
  readonly summary: string
}

export interface StepOptions {
  /** The step's `with:`. An input that action.yml does not have is an error here, though only a warning there. */
  readonly inputs?: Readonly<Record<string, string>>
  /** The step's `env:`. */
  readonly env?: Readonly<Record<string, string>>
  /** Cancels the job once this has been printed or has come true; post then still runs. */
  readonly cancelAt?: RegExp | Promise<unknown>
  /** How. Default: SIGINT, as the runner does at first; it goes on with SIGTERM, and then kills. */
  readonly cancelBy?: NodeJS.Signals
}

export interface JobOptions {
  /** The folder of action.yml and what it names. Default: this repository. */
  readonly action?: string
  /** False: the test lays the workspace out itself. Default: before each step, its policies are committed to main. */
  readonly commits?: boolean
  /** The event's payload, and environment of every step: GITHUB_EVENT_NAME, GITHUB_REPOSITORY, GITHUB_API_URL ... */
  readonly event?: object
  readonly env?: Readonly<Record<string, string>>
}

/** A job on a runner: steps share its workspace and what they add to the environment. `await using` removes it all. */
export interface Job extends AsyncDisposable {
  readonly workspace: string
  /** RUNNER_TEMP. */
  readonly temporary: string
  /** Runs the action's main, then its post. */
  step(options?: StepOptions): Promise<{ readonly main: Phase; readonly post: Phase }>
}

interface Action {
  readonly inputs?: Readonly<Record<string, { readonly default?: string }>>
  readonly runs: { readonly main: string; readonly post: string }
}

/** What `github.token` is in every job. */
export const jobToken = 'ghs_tokenOfTheJobThatNobodyShouldSee'

const files = ['OUTPUT', 'STATE', 'ENV', 'PATH', 'STEP_SUMMARY'] as const

/** Starts a job that runs the action as it lies in dist/, in the way of GitHub's runner. */
export async function startJob(options: JobOptions = {}): Promise<Job> {
  const root = resolve(options.action ?? '.')
  const action = parse(await readFile(join(root, 'action.yml'), 'utf8')) as Action
  const home = await mkdtemp(join(tmpdir(), 'backproof-job-'))
  const [workspace, temporary] = [join(home, 'work'), join(home, 'temp')]
  await Promise.all([workspace, temporary].map((path) => mkdir(path)))
  const event = join(temporary, 'event.json')
  await writeFile(event, JSON.stringify(options.event ?? { repository: { default_branch: 'main' } }))
  const job: Record<string, string> = { ...runnerEnvironment(workspace, temporary, event), ...options.env }
  const repository = options.commits === false ? undefined : await makeRepository(workspace)
  let phases = 0

  const runPhase = async (
    script: string,
    env: Readonly<Record<string, string>>,
    cancel: Pick<StepOptions, 'cancelAt' | 'cancelBy'> = {},
  ) => {
    const folder = join(temporary, `phase-${++phases}`)
    await mkdir(folder)
    const paths = files.map((name) => [`GITHUB_${name}`, join(folder, name)] as const)
    await Promise.all(paths.map(([, path]) => writeFile(path, '')))
    const { code, output } = await run(join(root, script), { ...env, ...Object.fromEntries(paths) }, workspace, cancel)
    const read = (name: (typeof files)[number]) => readFile(join(folder, name), 'utf8')
    return {
      ...readLog(output),
      code,
      output,
      outputs: parseCommandFile(await read('OUTPUT')),
      state: parseCommandFile(await read('STATE')),
      env: parseCommandFile(await read('ENV')),
      path: (await read('PATH')).split('\n').filter(Boolean),
      summary: await read('STEP_SUMMARY'),
    }
  }

  return {
    workspace,
    temporary,
    async step({ inputs = {}, env = {}, ...cancel }: StepOptions = {}) {
      const unknown = Object.keys(inputs).filter((name) => !(name in (action.inputs ?? {})))
      if (unknown.length > 0) throw new Error(`action.yml has no input ${unknown.join(', ')}`)
      const given = Object.entries(action.inputs ?? {}).map(([name, input]) => [
        `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
        inputs[name] ?? String(input.default ?? '').replaceAll('${{ github.token }}', jobToken),
      ])
      const commit = await repository?.commit('*.yml')
      const all = { ...job, ...(commit ? { GITHUB_SHA: commit } : {}), ...env, ...Object.fromEntries(given) }
      const main = await runPhase(action.runs.main, all, cancel)
      const state = Object.entries(main.state).map(([name, value]) => [`STATE_${name}`, value])
      const post = await runPhase(action.runs.post, { ...all, ...main.env, ...Object.fromEntries(state) })
      Object.assign(job, main.env, post.env)
      return { main, post }
    },
    [Symbol.asyncDispose]: () => rm(home, { recursive: true, force: true }),
  }
}

function runnerEnvironment(workspace: string, temporary: string, event: string): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: process.env['HOME'] ?? '',
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: '__self',
    GITHUB_ACTOR: 'octocat',
    // Nothing listens there: a test that wants GitHub's API brings its own.
    GITHUB_API_URL: 'http://127.0.0.1:9',
    GITHUB_EVENT_NAME: 'schedule',
    GITHUB_EVENT_PATH: event,
    GITHUB_JOB: 'backup',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REPOSITORY: 'octocat/shop',
    GITHUB_REPOSITORY_OWNER: 'octocat',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: '1234567890',
    GITHUB_RUN_NUMBER: '7',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: '0123456789012345678901234567890123456789',
    GITHUB_WORKFLOW: 'Backup',
    GITHUB_WORKSPACE: workspace,
    RUNNER_ARCH: 'X64',
    RUNNER_NAME: 'test',
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: temporary,
    RUNNER_TOOL_CACHE: temporary,
  }
}

async function run(
  script: string,
  env: Readonly<Record<string, string>>,
  cwd: string,
  { cancelAt, cancelBy = 'SIGINT' }: Pick<StepOptions, 'cancelAt' | 'cancelBy'>,
) {
  const child = spawn(process.execPath, [script], {
    cwd,
    env: { ...compiledOnce, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let cancelled = false
  const cancel = () => {
    if (!cancelled) cancelled = child.kill(cancelBy)
  }
  if (cancelAt instanceof Promise) cancelAt.then(cancel, () => {})
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
      if (cancelAt instanceof RegExp && cancelAt.test(output)) cancel()
    })
  }
  const code = await new Promise<number>((settle, fail) => {
    child.on('error', fail)
    child.on('close', (exit, signal) => settle(exit ?? 128 + (signal ? constants.signals[signal] : 0)))
  })
  if (cancelAt && !cancelled) throw new Error(`it ended before it was cancelled:\n${output}`)
  return { code, output }
}

/** Reads the log in the runner's order: a mask hides what comes after it, and only that. */
export function readLog(output: string): Pick<Phase, 'shown' | 'commands' | 'masks'> {
  const commands: WorkflowCommand[] = []
  const masks: string[] = []
  const shown: string[] = []
  for (const line of output.split(/\r?\n/)) {
    const [, name, properties = '', value = ''] = /^\s*::([\w-]+)(?: ([^:]*))?::(.*)$/.exec(line) ?? []
    if (name !== undefined) {
      const pairs = properties.split(',').filter(Boolean)
      const pair = (text: string) => [
        text.slice(0, text.indexOf('=')),
        decodeCommand(text.slice(text.indexOf('=') + 1)),
      ]
      commands.push({ name, value: decodeCommand(value), properties: Object.fromEntries(pairs.map(pair)) })
    }
    if (name === 'add-mask') {
      // The runner masks every line of a value of several lines.
      masks.push(decodeCommand(value), ...decodeCommand(value).split(/[\r\n]+/))
    } else {
      shown.push(masks.filter(Boolean).reduce((text, mask) => text.replaceAll(mask, '***'), line))
    }
  }
  return { commands, masks: [...new Set(masks)].filter(Boolean), shown: shown.join('\n') }
}

function decodeCommand(text: string): string {
  const codes = { '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',', '%25': '%' } as const
  return text.replace(/%(?:0D|0A|3A|2C|25)/g, (code) => codes[code as keyof typeof codes])
}

/** `name=value` and `name<<DELIMITER` ... `DELIMITER`, as in GITHUB_OUTPUT; throws where the runner would. */
export function parseCommandFile(text: string): Record<string, string> {
  const found: Record<string, string> = {}
  const lines = text.split('\n')
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (line === '') continue
    const [, name = '', operator, rest = ''] = /^(.*?)(<<|=)(.*)$/.exec(line) ?? []
    if (operator === undefined) throw new Error(`invalid line in a command file: ${line}`)
    if (operator === '=') {
      found[name] = rest
      continue
    }
    const end = lines.indexOf(rest, at + 1)
    if (end < 0) throw new Error(`no delimiter ${rest} in a command file`)
    found[name] = lines.slice(at + 1, end).join('\n')
    at = end
  }
  return found
}
