import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Problem } from '../problem.ts'
import { table } from '../report/report.ts'
import { generateKeys, recipientFault } from '../seal/seal.ts'
import type { World } from '../world.ts'
import type { Run } from './all.ts'
import { type Answers, type NewSource, parseSource, parseStore, projectNamed, requireProject } from './init-answer.ts'
import { policyOf } from './init-policy.ts'
import { stepsLeft } from './init-step.ts'
import { workflowsOf } from './init-workflow.ts'
import type { Options } from './option.ts'
import { pathFrom } from './policy-file.ts'
import { makeProject } from './project.ts'
import { withPlaceholders } from './within.ts'

/** Writes a policy and workflows that fit each other, and says what is left to do by hand. Asks on a terminal. */
export const init: Run = async (world, options) => {
  if (world.env['GITHUB_ACTIONS'] === 'true') {
    throw new Problem('usage', 'init does not run in a workflow: it may print a secret key', {
      hint: 'Run `restorable init` on your own machine and commit what it writes.',
    })
  }
  const { answers, made } = await answer(world, options)
  const files = filesOf(answers, options)
  refuseMistakes(world, files)
  await writeAll(world, files, options.replace ?? false)
  const paths = files.map(({ path }) => path)
  const steps = stepsLeft(answers)
  const json = { version: 1, files: paths, recipient: answers.recipient, ...(made ? { secret: made } : {}), steps }
  const text = () =>
    [
      table(paths.map((path) => ['wrote', path])),
      ...(made ? [secretText(made)] : []),
      'Left to do by hand:',
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
    'It opens every backup: keep it twice, apart from the backups and from this repository. It is shown only now.',
  ].join('\n')

interface Answered {
  readonly answers: Answers
  /** The secret key, where a pair was made. */
  readonly made?: string
}

async function answer(world: World, options: Options): Promise<Answered> {
  const { ask } = world
  const asked = async (said: string | undefined, question: string, otherwise: string) =>
    said ?? ((ask && (await ask(`${question} [${otherwise}] `)).trim()) || otherwise)
  const project = requireProject(await asked(options.project, 'Name of the project', projectNamed(world.cwd)))
  const sources = options.source?.map(parseSource) ?? (await askSources(world))
  const [first] = sources
  const twice = sources.find(({ name }, i) => sources.findIndex((other) => other.name === name) !== i)
  if (twice)
    throw new Problem('usage', `two sources are called ${twice.name}`, { hint: 'Give each a name of its own.' })
  if (!first) {
    throw new Problem('usage', 'nothing is named that is to be backed up', {
      hint: 'Give --source NAME=postgres, NAME=app.sqlite or NAME=./folder; it may be given several times.',
    })
  }
  const where = await asked(options.store, 'Where to: s3://BUCKET/PREFIX, or a folder', './backups')
  const needsRegion = where.startsWith('s3://') && ask !== undefined
  const region = needsRegion ? await asked(options.region, 'Region of the bucket', 'eu-north-1') : options.region
  const store = parseStore(where, region)
  const timezone = options.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC'
  const given =
    options.recipient ??
    ((await ask?.('Public key that opens the backups (rpub1...; empty: make a pair now) '))?.trim() || undefined)
  const fault = given === undefined ? undefined : recipientFault(given)
  if (fault !== undefined)
    throw new Problem('key-invalid', `the recipient ${fault}`, { hint: 'Make one with `restorable keys generate`.' })
  const pair = given === undefined ? generateKeys() : undefined
  const answers = { project, timezone, sources, store, recipient: given ?? pair?.recipient ?? '' }
  return { answers, ...(pair ? { made: pair.secret } : {}) }
}

async function askSources({ ask }: World): Promise<readonly NewSource[]> {
  const sources: NewSource[] = []
  for (;;) {
    const hint = sources.length === 0 ? 'orders=postgres, app=app.sqlite, uploads=./uploads' : 'empty: no more'
    const said = (await ask?.(`What to back up, NAME=WHAT (${hint}) `))?.trim()
    if (!said) return sources
    sources.push(parseSource(said))
  }
}

interface NewFile {
  readonly path: string
  readonly text: string
}

/** A folder of this machine is out of reach of GitHub's runners: no workflow would find it again. */
function filesOf(answers: Answers, { policy = '.github/backup-policy.yml' }: Options): readonly NewFile[] {
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
    throw new Problem('usage', `${there.map(({ path }) => path).join(', ')}: there is one already`, {
      hint: 'Give --replace to write it anew, or move it away.',
    })
  }
  for (const { path, text } of files) {
    const file = pathFrom(world.cwd, path)
    try {
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, text, { flag: replace ? 'w' : 'wx' })
    } catch (cause) {
      throw new Problem('usage', `${path} cannot be written: ${(cause as Error).message}`, {
        hint: 'Look at the rights of the folder, or run init in another one.',
        cause,
      })
    }
  }
}
