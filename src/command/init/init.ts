import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isProblem, Problem } from '../../problem.ts'
import { generateKeys, recipientFault } from '../../seal/seal.ts'
import { reasonOf, table } from '../../words/words.ts'
import type { World } from '../../world.ts'
import type { Options } from '../option.ts'
import { defaultPaths, pathFrom, readPolicy } from '../project/policy-file.ts'
import { makeProject } from '../project/project.ts'
import { withPlaceholders } from '../project/within.ts'
import type { Run } from '../result.ts'
import { type Answers, type NewSource, parseSource, parseStore, projectNamed, requireProject } from './answer.ts'
import { mistrust } from './check.ts'
import { policyOf } from './policy.ts'
import { stepsLeft } from './step.ts'
import { workflowsOf } from './workflow.ts'

/** Writes a policy and workflows that fit each other, and lists the remaining manual steps. Asks on a terminal. */
export const init: Run = async (world, options) => {
  if (world.env['GITHUB_ACTIONS'] === 'true') {
    throw new Problem('usage', 'init does not run in a workflow: it may print a secret key', {
      hint: 'Run `backproof init` on your own machine and commit what it writes.',
    })
  }
  const { answers, made, kept = false } = await answer(world, options)
  const files = filesOf(answers, options)
  refuseMistakes(world, files)
  const warnings = await mistrust(world, answers)
  await writeAll(world, files, options.replace ?? false)
  for (const warning of warnings) world.log.warning(warning)
  const paths = files.map(({ path }) => path)
  const steps = stepsLeft(answers, world)
  const { recipients } = answers
  const json = {
    version: 1,
    files: paths,
    recipient: recipients[0],
    recipients,
    ...(made ? { secret: made } : {}),
    steps,
    warnings,
  }
  const text = () =>
    [
      table(paths.map((path) => ['wrote', path])),
      ...(made ? [secretText(made)] : []),
      ...(kept ? [keptText(recipients)] : []),
      'What is left for you to do:',
      ...steps.map(({ what, commands }, i) =>
        [`${i + 1}. ${what}`, ...commands.map((line) => `   ${line}`)].join('\n'),
      ),
    ].join('\n\n')
  return { json, text, problems: [] }
}

const secretText = (secret: string) =>
  [
    `secret     ${secret}`,
    '',
    'It opens every backup: keep two copies, away from the backups and from this repository. It is shown only once.',
  ].join('\n')

const keptText = (recipients: readonly string[]) =>
  [
    ...recipients.map((recipient) => `kept       ${recipient}`),
    '',
    'The recipients come from the policy that was replaced: the same keys open the backups. Use --recipient to name another.',
  ].join('\n')

interface AnswersWithKeys {
  readonly answers: Answers
  /** The recipients are those of the policy that is replaced. */
  readonly kept?: boolean
  /** The secret key, where a pair was made. */
  readonly made?: string
}

async function answer(world: World, options: Options): Promise<AnswersWithKeys> {
  const { ask } = world
  /** A mistake at a question is said, and the question asked again: the other answers are not lost. */
  const asked = async <T>(said: string | undefined, question: string, parse: (text: string) => T): Promise<T> => {
    if (said !== undefined || !ask) return parse(said ?? '')
    for (;;) {
      try {
        return parse((await ask(question)).trim())
      } catch (error) {
        if (!isProblem(error, 'usage', 'key-invalid')) throw error
        world.log.error(`${error.message}. ${error.hint ?? ''}`.trim())
      }
    }
  }
  const named = projectNamed(world.cwd)
  const project = await asked(options.project, `Name of the project [${named}] `, (text) =>
    requireProject(text || named),
  )
  const sources = options.source?.map(parseSource) ?? (ask ? await askSources(asked) : [])
  const [first] = sources
  const twice = sources.find(({ name }, i) => sources.findIndex((other) => other.name === name) !== i)
  if (twice) throw twiceCalled(twice.name)
  if (!first) {
    throw new Problem('usage', 'nothing to back up is named', {
      hint: 'Give --source NAME=postgres (or mysql, valkey, nats ...), NAME=app.sqlite, NAME=env:API_KEY,SHOP_* or NAME=./folder; repeat it for more sources.',
    })
  }
  const regionOf = (text: string) =>
    text.startsWith('s3://') && ask
      ? asked(options.region, 'Region of the bucket [eu-north-1] ', (region) => region || 'eu-north-1')
      : options.region
  const where = await asked(options.store, 'Store: s3://BUCKET/PREFIX, or a folder [./backups] ', (text) => {
    const place = text || './backups'
    // Whether it can be parsed; its region is asked for next.
    parseStore(place, options.region ?? 'eu-north-1')
    return place
  })
  const store = parseStore(where, await regionOf(where))
  const timezone = options.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC'
  const old = options.replace && options.recipient === undefined ? await recipientsThere(world, options) : []
  if (old.length > 0) return { answers: { project, timezone, sources, store, recipients: old }, kept: true }
  const key = 'Public key that opens the backups (rpub1...; leave empty to make a pair now) '
  const given = await asked(options.recipient, key, (text) => (text === '' ? undefined : requireRecipient(text)))
  const pair = given === undefined ? generateKeys() : undefined
  const answers = { project, timezone, sources, store, recipients: [given ?? pair?.recipient ?? ''] }
  return { answers, ...(pair ? { made: pair.secret } : {}) }
}

type Question = <T>(said: undefined, question: string, parse: (text: string) => T) => Promise<T>

/** Of the policy that --replace writes over; none where there is no policy. A new key would open none of the backups so far. */
async function recipientsThere(world: World, { policy = policyPath }: Options): Promise<readonly string[]> {
  if (!existsSync(pathFrom(world.cwd, policy))) return []
  const there = await readPolicy(world, policy)
  const blind = withPlaceholders(world, [there])
  try {
    return makeProject({ ...blind, log: { ...blind.log, fault: () => {} } }, there, []).policy.encryption.recipients
  } catch (cause) {
    if (!isProblem(cause)) throw cause
    throw new Problem('usage', `${policy} cannot be parsed, so its recipients are not known: ${cause.message}`, {
      hint: 'Name the public key that opens the backups with --recipient rpub1..., or move the file away to make a new pair.',
      cause,
    })
  }
}

async function askSources(asked: Question): Promise<readonly NewSource[]> {
  const sources: NewSource[] = []
  for (;;) {
    const hint =
      sources.length === 0
        ? 'orders=postgres, app=app.sqlite, vars=env:API_KEY,SHOP_*, uploads=./uploads'
        : 'leave empty to finish'
    const source = await asked(undefined, `What to back up, NAME=WHAT (${hint}) `, (text) => {
      if (text === '' && sources.length > 0) return undefined
      const made = parseSource(text)
      if (sources.some(({ name }) => name === made.name)) throw twiceCalled(made.name)
      return made
    })
    if (!source) return sources
    sources.push(source)
  }
}

const twiceCalled = (name: string) =>
  new Problem('usage', `two sources are called ${name}`, { hint: 'Give each its own name.' })

function requireRecipient(text: string): string {
  const fault = recipientFault(text)
  if (fault === undefined) return text
  throw new Problem('key-invalid', `the recipient ${fault}`, { hint: 'Make one with `backproof keys generate`.' })
}

const [policyPath] = defaultPaths

interface NewFile {
  readonly path: string
  readonly text: string
}

/** A folder of this machine is out of reach of GitHub's runners: no workflow would find it again. */
function filesOf(answers: Answers, { policy = policyPath }: Options): readonly NewFile[] {
  const workflows = answers.store.kind === 's3' ? Object.entries(workflowsOf(answers)) : []
  return [
    { path: policy, text: policyOf(answers) },
    ...workflows.map(([name, text]) => ({ path: `.github/workflows/${name}`, text })),
  ]
}

/** What is written can be parsed: a region or a zone that was mistyped is said now, not tonight. */
function refuseMistakes(world: World, [policy]: readonly NewFile[]): void {
  if (policy) makeProject(withPlaceholders(world, [policy]), policy, [])
}

async function writeAll(world: World, files: readonly NewFile[], replace: boolean): Promise<void> {
  const there = replace ? [] : files.filter(({ path }) => existsSync(pathFrom(world.cwd, path)))
  if (there[0]) {
    throw new Problem('usage', `${there.map(({ path }) => path).join(', ')}: already exists`, {
      hint: 'Give --replace to overwrite it, or move it away.',
    })
  }
  for (const { path, text } of files) {
    const file = pathFrom(world.cwd, path)
    try {
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, text, { flag: replace ? 'w' : 'wx' })
    } catch (cause) {
      throw new Problem('usage', `${path} cannot be written: ${reasonOf(cause)}`, {
        hint: 'Check the permissions of the folder, or run init in another one.',
        cause,
      })
    }
  }
}
