import { readFile } from 'node:fs/promises'
import {
  type Alias,
  type Document,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml'
import { isProblem, Problem } from '../../problem.ts'
import { reasonOf } from '../../words/words.ts'
import type { World } from '../../world.ts'
import { pathFrom, readPolicy } from '../project/policy-file.ts'
import { makeProject } from '../project/project.ts'
import { withPlaceholders } from '../project/within.ts'
import type { Result } from '../result.ts'
import { type Examined, examinedTable } from './examined.ts'
import { examineFit, fitOf } from './workflow-fit.ts'
import { callsOf, get, keysIn, stepsOf, textOf } from './workflow-job.ts'

/** One thing about a workflow that a person should know; `bad` fails the doctor. */
export interface WorkflowFinding {
  readonly outcome: 'bad' | 'note'
  /** 1-based. */
  readonly line: number
  readonly says: string
  readonly hint: string
}

/** Larger is no workflow. */
const mostBytes = 1 << 20

/** Checks workflow files for what gives secrets away, lets backups collide or lets strangers in. Needs no policy. */
export async function examineWorkflows(world: World, paths: readonly string[], policy?: string): Promise<Result> {
  const found = await Promise.all(
    paths.map(async (path) => (await examineFile(world, path)).map((finding) => ({ file: path, ...finding }))),
  )
  const findings = found.flat()
  const checks = paths.flatMap((path): Examined[] => {
    const mine = findings.filter(({ file }) => file === path)
    if (mine.length === 0) return [{ what: path, outcome: 'good', says: 'nothing found' }]
    return mine.map(({ line, outcome, says, hint }) => ({ what: `${path}:${line}`, outcome, says, hint }))
  })
  const fit = await examineTogether(world, paths, policy)
  checks.push(...fit)
  const hints = [...new Set(checks.flatMap(({ hint }) => (hint ? [hint] : [])))]
  const problems = [
    ...findings
      .filter(({ outcome }) => outcome === 'bad')
      .map(({ file, line, says, hint }) => new Problem('policy-invalid', `${file}:${line}: ${says}`, { hint })),
    ...fit
      .filter(({ outcome }) => outcome === 'bad')
      .map(({ says, hint }) => new Problem('policy-invalid', says, { hint })),
  ]
  const text = () => [examinedTable(checks), ...hints.map((hint) => `\n${hint}`)].join('\n')
  return { json: { version: 1, checks }, text, problems, told: problems }
}

/**
 * Together with the policy, if there is one that can be parsed: workflows may be valid alone and still not do what the
 * policy says.
 */
async function examineTogether(
  world: World,
  paths: readonly string[],
  said: string | undefined,
): Promise<readonly Examined[]> {
  try {
    const file = await readPolicy(world, said)
    const quiet = { ...withPlaceholders(world, [file]), log: { ...world.log, fault: () => {} } }
    return examineFit(await fitOf(world, makeProject(quiet, file, []).policy, paths), true)
  } catch (error) {
    if (said === undefined && isProblem(error, 'usage', 'policy-invalid')) return []
    throw error
  }
}

async function examineFile(world: World, path: string): Promise<readonly WorkflowFinding[]> {
  try {
    const bytes = await readFile(pathFrom(world.cwd, path))
    if (bytes.length > mostBytes) throw new Error(`it is larger than ${mostBytes} bytes`)
    return examineWorkflow(bytes.toString('utf8'))
  } catch (cause) {
    throw new Problem('usage', `the workflow ${path} cannot be read: ${reasonOf(cause)}`, {
      hint: 'Name a file in .github/workflows with --workflow.',
      cause,
    })
  }
}

interface Look {
  readonly say: (outcome: WorkflowFinding['outcome'], at: unknown, says: string, hint: string) => void
}

/** The findings of one workflow, by line. Pure. */
export function examineWorkflow(text: string): readonly WorkflowFinding[] {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const found: WorkflowFinding[] = []
  const lineOf = (at: unknown) => lines.linePos((at as Node | null)?.range?.[0] ?? 0).line || 1
  const look: Look = { say: (outcome, at, says, hint) => found.push({ outcome, line: lineOf(at), says, hint }) }
  const [error] = document.errors
  if (error) {
    const line = error.linePos?.[0].line ?? 1
    return [
      { outcome: 'bad', line, says: `it is not YAML: ${error.message.split('\n')[0]}`, hint: 'Correct it first.' },
    ]
  }
  withoutAliases(document)
  const root = document.contents
  const jobs = get(root, 'jobs')
  if (!isMap(root) || !isMap(jobs))
    return [{ outcome: 'bad', line: 1, says: 'it is not a workflow', hint: 'A workflow has on: and jobs:.' }]
  const privileged = events(look, root)
  for (const pair of jobs.items) {
    const name = isScalar(pair.key) ? String(pair.key.value) : '?'
    if (isMap(pair.value)) job(look, root, name, pair.key, pair.value, privileged)
  }
  broad(look, get(root, 'permissions'), 'the workflow')
  return found.toSorted((a, b) => a.line - b.line)
}

/** Puts what each alias stands for into its place: a job that is written once and used twice is looked at twice. */
function withoutAliases(document: Document.Parsed): void {
  const found: { readonly alias: Alias; readonly key: unknown; readonly parent: unknown }[] = []
  visit(document, {
    Alias: (key, alias, path) => {
      found.push({ alias, key, parent: path.at(-1) })
    },
  })
  for (const { alias, key, parent } of found) {
    const meant = alias.resolve(document)
    const [from = 0, to = 0] = meant?.range ?? []
    const at = alias.range?.[0] ?? 0
    // One that stands for what it stands in has no end.
    if (!meant || (from <= at && at < to)) continue
    if (isPair(parent)) parent.value = meant
    else if (isSeq(parent) && typeof key === 'number') parent.items[key] = meant
  }
}

/** Events that run with the repository's secrets and token, whoever causes them. */
const privilegedEvents = [
  'pull_request_target',
  'workflow_run',
  'issue_comment',
  'issues',
  'discussion',
  'discussion_comment',
]

/** Gives the first event of the workflow that strangers can cause, with the secrets. */
function events({ say }: Look, root: YAMLMap): string | undefined {
  const on = get(root, 'on')
  const named = isMap(on) ? on.items.map(({ key }) => key) : isSeq(on) ? on.items : [on]
  for (const event of named) {
    if (textOf(event) !== 'pull_request_target') continue
    const hint = 'Use pull_request: without secrets, plan still checks and simulates the policy.'
    say('bad', event, 'pull_request_target runs pull requests of strangers with the secrets of the repository', hint)
  }
  return named.map(textOf).find((event) => event !== undefined && privilegedEvents.includes(event))
}

/** What names the code of a pull request: its head, its merge, or the run that it caused. */
const foreignCode =
  /\bgithub\s*\.\s*head_ref\b|\bpull_request\s*\.\s*(head|merge_commit_sha)\b|\bworkflow_run\s*\.\s*(head_|pull_requests)|\brefs\/pull\/|\bpull\/\$|\bevent\s*\.\s*(issue\s*\.\s*)?(number|pull_request)\b/

/** A stranger's code beside the secrets: it is enough that a build script runs. */
function foreign({ say }: Look, step: unknown, event: string): void {
  const hint = 'Check out only the default branch there; do what needs the code in a pull_request workflow.'
  const given = get(step, 'with')
  if (/^actions\/checkout@/.test(textOf(get(step, 'uses')) ?? '')) {
    for (const value of [get(given, 'ref'), get(given, 'repository')])
      if (foreignCode.test(textOf(value) ?? ''))
        say(
          'bad',
          value,
          `a stranger's code is checked out under ${event}, which has the secrets of the repository`,
          hint,
        )
  }
  const script = get(step, 'run')
  if (
    /\bgh\s+pr\s+checkout\b|\bgit\s+(fetch|checkout|pull|clone)\b[^\n]*(\bpull\/|head_ref|HEAD_REF|HEAD_SHA)/.test(
      textOf(script) ?? '',
    )
  )
    say('bad', script, `a stranger's code is fetched under ${event}, which has the secrets of the repository`, hint)
}

function broad({ say }: Look, permissions: unknown, whose: string): void {
  if (textOf(permissions) !== 'write-all') return
  say('bad', permissions, `${whose} may do everything (permissions: write-all)`, leastHint)
}

const leastHint =
  'Write permissions: {} for the workflow, and contents: read for the job; id-token: write for OpenID Connect.'

/** Commands that write to the stores. */
const writing = ['run', 'backup', 'verify', 'prune', 'hold', 'unhold', 'delete', 'undelete', 'ack']
const backing = ['run', 'backup']

function job(look: Look, root: YAMLMap, name: string, at: unknown, job: YAMLMap, privileged: string | undefined): void {
  const { say } = look
  const permissions = get(job, 'permissions')
  if (permissions === undefined && get(root, 'permissions') === undefined)
    say('bad', at, `the job ${name} has the default permissions of the repository`, leastHint)
  broad(look, permissions, `the job ${name}`)
  const maps = stepsOf(job)
  for (const step of [job, ...maps]) pinned(look, step)
  for (const step of maps) scripts(look, step)
  if (privileged !== undefined) for (const step of maps) foreign(look, step, privileged)
  const commands = maps.flatMap(callsOf).map(({ command }) => command)
  if (commands.some((command) => writing.includes(command))) alone(look, root, name, at, job)
  if (commands.some((command) => backing.includes(command))) sealed(look, root, name, job, maps)
}

function pinned({ say }: Look, step: unknown): void {
  const uses = get(step, 'uses')
  const text = textOf(uses)
  if (text === undefined || /^\.\//.test(text) || /@[0-9a-f]{40}$/.test(text) || /@sha256:[0-9a-f]{64}$/.test(text))
    return
  const hint = 'Pin actions to the full SHA of a commit that you have read: whoever moves the tag changes what runs.'
  say('note', uses, `${text} is not pinned to a SHA`, hint)
}

/**
 * What others can write: who comments, names a branch or starts a workflow; and what another step, another job or a
 * matrix hands over, which holds names of files, tags and messages from a bucket.
 */
const strangers =
  /\binputs\b|\bmatrix\b|\b(steps|needs|jobs)\b[\s\S]*\boutputs\b|\bgithub\s*(\.\s*|\[\s*['"])(event|head_ref|base_ref|ref_name|ref)\b/

function expressionsOf(text: string): readonly string[] {
  return text
    .split('${{')
    .slice(1)
    .map((rest) => rest.split('}}', 1)[0] ?? '')
}

function scripts({ say }: Look, step: unknown): void {
  for (const script of [get(step, 'run'), get(get(step, 'with'), 'script')]) {
    const found = expressionsOf(textOf(script) ?? '').find((one) => strangers.test(one))
    if (found === undefined) continue
    const hint = 'Pass it to the step as a variable under env:, and use "$NAME" in the script.'
    say(
      'bad',
      script,
      `\${{${found.slice(0, 200)}}} becomes part of a script: whoever controls it can run commands`,
      hint,
    )
  }
}

function alone({ say }: Look, root: YAMLMap, name: string, at: unknown, job: YAMLMap): void {
  const groups = [get(root, 'concurrency'), get(job, 'concurrency')].filter((one) => one !== undefined)
  const hint = 'Write concurrency: { group: backup, cancel-in-progress: false }.'
  if (groups.length === 0) say('bad', at, `nothing keeps two runs of the job ${name} apart (no concurrency)`, hint)
  for (const group of groups) {
    const cancel = get(group, 'cancel-in-progress')
    if (cancel === undefined || textOf(cancel) === 'false') continue
    say('bad', cancel, `the job ${name} may be cancelled halfway (cancel-in-progress)`, hint)
  }
}

/** Who backs up needs no key that opens backups. */
function sealed({ say }: Look, root: YAMLMap, name: string, job: YAMLMap, steps: readonly YAMLMap[]): void {
  for (const key of keysIn(root, job, steps)) {
    const hint = 'Give it only to the job that proves, as a secret of a separate environment (prove.yml).'
    say('bad', key, `the job ${name} backs up and holds the secret key: it could read every backup`, hint)
  }
}
