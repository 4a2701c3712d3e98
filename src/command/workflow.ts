import { readFile } from 'node:fs/promises'
import {
  type Alias,
  type Document,
  isCollection,
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
import { Problem } from '../problem.ts'
import type { World } from '../world.ts'
import type { Result } from './all.ts'
import { type Examined, examinedTable } from './examined.ts'
import { pathFrom } from './policy-file.ts'

/** One thing about a workflow that somebody should know; `bad` fails the doctor. */
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
export async function examineWorkflows(world: World, paths: readonly string[]): Promise<Result> {
  const found = await Promise.all(
    paths.map(async (path) => (await examineFile(world, path)).map((finding) => ({ file: path, ...finding }))),
  )
  const findings = found.flat()
  const checks = paths.flatMap((path): Examined[] => {
    const mine = findings.filter(({ file }) => file === path)
    if (mine.length === 0) return [{ what: path, outcome: 'good', says: 'nothing found' }]
    return mine.map(({ line, outcome, says, hint }) => ({ what: `${path}:${line}`, outcome, says, hint }))
  })
  const hints = [...new Set(checks.flatMap(({ hint }) => (hint ? [hint] : [])))]
  return {
    json: { version: 1, checks },
    text: () => [examinedTable(checks), ...hints.map((hint) => `\n${hint}`)].join('\n'),
    problems: findings
      .filter(({ outcome }) => outcome === 'bad')
      .map(({ file, line, says, hint }) => new Problem('policy-invalid', `${file}:${line}: ${says}`, { hint })),
    named: true,
  }
}

async function examineFile(world: World, path: string): Promise<readonly WorkflowFinding[]> {
  try {
    const bytes = await readFile(pathFrom(world.cwd, path))
    if (bytes.length > mostBytes) throw new Error(`it is larger than ${mostBytes} bytes`)
    return examineWorkflow(bytes.toString('utf8'))
  } catch (cause) {
    throw new Problem('usage', `the workflow ${path} cannot be read: ${(cause as Error).message}`, { cause })
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
    return [{ outcome: 'bad', line: 1, says: 'it is not a workflow', hint: 'It has on: and jobs:.' }]
  events(look, root)
  for (const pair of jobs.items) {
    const name = isScalar(pair.key) ? String(pair.key.value) : '?'
    if (isMap(pair.value)) job(look, root, name, pair.key, pair.value)
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

const get = (map: unknown, key: string): unknown => (isMap(map) ? map.get(key, true) : undefined)

function textOf(node: unknown): string | undefined {
  return isScalar(node) && node.value !== null ? String(node.value) : undefined
}

function events({ say }: Look, root: YAMLMap): void {
  const on = get(root, 'on')
  const named = isMap(on) ? on.items.map(({ key }) => key) : isSeq(on) ? on.items : [on]
  for (const event of named) {
    if (textOf(event) !== 'pull_request_target') continue
    const hint = 'Use pull_request: without secrets, plan still checks the policy and simulates it.'
    say(
      'bad',
      event,
      'pull_request_target runs with the secrets of the repository for pull requests of strangers',
      hint,
    )
  }
}

function broad({ say }: Look, permissions: unknown, whose: string): void {
  if (textOf(permissions) !== 'write-all') return
  say('bad', permissions, `${whose} may do everything (permissions: write-all)`, leastHint)
}

const leastHint =
  'Write permissions: {} for the workflow, and contents: read for the job; id-token: write for OpenID Connect.'

/** Commands that write to the stores. */
const writing = ['run', 'backup', 'verify', 'prune', 'hold', 'unhold', 'delete', 'undelete']
const backing = ['run', 'backup']

function job(look: Look, root: YAMLMap, name: string, at: unknown, job: YAMLMap): void {
  const { say } = look
  const permissions = get(job, 'permissions')
  if (permissions === undefined && get(root, 'permissions') === undefined)
    say('bad', at, `the job ${name} has the permissions that the repository gives by default`, leastHint)
  broad(look, permissions, `the job ${name}`)
  const steps = get(job, 'steps')
  const maps = isSeq(steps) ? steps.items.filter((step) => isMap(step)) : []
  for (const step of [job, ...maps]) pinned(look, step)
  for (const step of maps) scripts(look, step)
  const commands = maps.flatMap(commandsOf)
  if (commands.some((command) => writing.includes(command))) alone(look, root, name, at, job)
  if (commands.some((command) => backing.includes(command))) sealed(look, root, name, job, maps)
}

function pinned({ say }: Look, step: unknown): void {
  const uses = get(step, 'uses')
  const text = textOf(uses)
  if (text === undefined || /^\.\//.test(text) || /@[0-9a-f]{40}$/.test(text) || /@sha256:[0-9a-f]{64}$/.test(text))
    return
  const hint = 'Pin actions by the full SHA of a commit that you have read: whoever moves the tag changes what runs.'
  say('note', uses, `${text} is not pinned by a SHA`, hint)
}

/** What people who may only comment, name a branch or start a workflow can write. */
const strangers = /\binputs\b|\bgithub\s*(\.\s*|\[\s*['"])(event|head_ref|base_ref|ref_name|ref)\b/

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
    const hint = 'Give it to the step as a variable under env:, and use "$NAME" in the script.'
    say('bad', script, `\${{${found.slice(0, 200)}}} becomes part of a script: whoever writes it runs commands`, hint)
  }
}

/** The commands of this program that a step runs. */
function commandsOf(step: unknown): readonly string[] {
  const uses = textOf(get(step, 'uses')) ?? ''
  if (/^[^/@]+\/restorable(\/[^@]*)?@/.test(uses) || uses === './') {
    const given = get(step, 'with')
    const command = textOf(get(given, 'command')) ?? 'run'
    return command === 'gate' && textOf(get(given, 'otherwise')) ? ['backup'] : [command]
  }
  const script = textOf(get(step, 'run')) ?? ''
  return [...script.matchAll(/\brestorable\s+([a-z]+)\b([^\n]*)/g)].map(([, command = '', rest = '']) =>
    command === 'gate' && rest.includes('--otherwise') ? 'backup' : command,
  )
}

function alone({ say }: Look, root: YAMLMap, name: string, at: unknown, job: YAMLMap): void {
  const groups = [get(root, 'concurrency'), get(job, 'concurrency')].filter((one) => one !== undefined)
  const hint = 'Write concurrency: { group: backup, cancel-in-progress: false }.'
  if (groups.length === 0) say('bad', at, `nothing keeps two runs of the job ${name} apart (no concurrency)`, hint)
  for (const group of groups) {
    const cancel = get(group, 'cancel-in-progress')
    if (cancel === undefined || textOf(cancel) === 'false') continue
    say('bad', cancel, `the job ${name} may be cancelled half-way (cancel-in-progress)`, hint)
  }
}

const secretKeys = ['RESTORABLE_SECRET_KEY', 'RESTORABLE_SECRET_KEY_FILE']

/** Who backs up needs no key that opens backups. */
function sealed({ say }: Look, root: YAMLMap, name: string, job: YAMLMap, steps: readonly YAMLMap[]): void {
  const places = [root, job, ...steps].map((one) => get(one, 'env')).filter(isCollection)
  const variables = places.flatMap((env) => secretKeys.map((key) => get(env, key)))
  const inputs = steps.map((step) => get(get(step, 'with'), 'secret-key'))
  for (const key of [...variables, ...inputs].filter((one) => one !== undefined)) {
    const hint = 'Give it only to the job that proves, as a secret of an environment of its own (verify-weekly.yml).'
    say('bad', key, `the job ${name} backs up, and holds the secret key: it could read every backup`, hint)
  }
}
