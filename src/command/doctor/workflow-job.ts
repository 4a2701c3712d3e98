import { isCollection, isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml'

/** What one job of a workflow does with this program, judging by its file. */
export interface WorkflowJob {
  /** Path of the workflow's file. */
  readonly file: string
  readonly name: string
  /** When GitHub starts it by itself, in UTC. */
  readonly crons: readonly string[]
  readonly calls: readonly Call[]
  /** It is given a secret key that opens backups. */
  readonly hasKey: boolean
  /** It may open issues, by its permissions or those of its workflow. */
  readonly opensIssues: boolean
}

/** One command of this program. */
export interface Call {
  readonly command: string
  /** It may delete. */
  readonly apply: boolean
  /** Levels that it may prove; a run, or `--due`, does what is due. */
  readonly proves: readonly ('read' | 'restore')[]
  /** Sources that it is for; none = all. */
  readonly sources: readonly string[]
}

export const get = (map: unknown, key: string): unknown => (isMap(map) ? map.get(key, true) : undefined)

export function textOf(node: unknown): string | undefined {
  return isScalar(node) && node.value !== null ? String(node.value) : undefined
}

const secretKeys = ['BACKPROOF_SECRET_KEY', 'BACKPROOF_SECRET_KEY_FILE']

/** Where a job is given a key that opens backups: in its environment, a step's, the workflow's, or an input of the action. */
export function keysIn(root: unknown, job: unknown, steps: readonly unknown[]): readonly unknown[] {
  const places = [root, job, ...steps].map((one) => get(one, 'env')).filter(isCollection)
  const variables = places.flatMap((env) => secretKeys.map((key) => get(env, key)))
  const inputs = steps.map((step) => get(get(step, 'with'), 'secret-key'))
  return [...variables, ...inputs].filter((one) => one !== undefined)
}

export function stepsOf(job: unknown): readonly YAMLMap[] {
  const steps = get(job, 'steps')
  return isSeq(steps) ? steps.items.filter((step) => isMap(step)) : []
}

/** The commands of this program that a step runs. */
export function callsOf(step: unknown): readonly Call[] {
  const uses = textOf(get(step, 'uses')) ?? ''
  if (/^[^/@]+\/backproof(\/[^@]*)?@/.test(uses) || uses === './') {
    const given = get(step, 'with')
    const input = (name: string) => textOf(get(given, name))
    const { command = 'run' } = { command: input('command') }
    return [callOf(command, input)]
  }
  const script = textOf(get(step, 'run')) ?? ''
  return [...script.matchAll(/\bbackproof\s+([a-z]+)\b([^\n]*)/g)].map(([, command = '', rest = '']) =>
    callOf(command, (name) => {
      const said = new RegExp(`--${name}(?:[= ]([^\\s-]\\S*))?`, 'g')
      const values = [...rest.matchAll(said)].map(([, value = 'true']) => value)
      return values.length > 0 ? values.join(' ') : undefined
    }),
  )
}

function callOf(command: string, input: (name: string) => string | undefined): Call {
  const on = (name: string) => ![undefined, '', 'false'].includes(input(name))
  const level = input('level') ?? 'read'
  const expression = level.includes('${{')
  const proves =
    command === 'run' || (command === 'verify' && (on('due') || expression))
      ? (['read', 'restore'] as const)
      : command === 'verify' && level === 'restore'
        ? (['read', 'restore'] as const)
        : command === 'verify' && level === 'read'
          ? (['read'] as const)
          : []
  const sources =
    input('source')
      ?.split(/[\s,]+/)
      .filter((name) => name !== '' && !name.includes('${{')) ?? []
  const otherwise = command === 'gate' && on('otherwise')
  return { command: otherwise ? 'backup' : command, apply: on('apply'), proves, sources }
}

/** The jobs of a workflow that use this program; none where it cannot be parsed. */
export function jobsOf(file: string, text: string): readonly WorkflowJob[] {
  const document = parseDocument(text)
  const root = document.errors.length > 0 ? undefined : document.contents
  const schedule = get(get(root, 'on'), 'schedule')
  const crons = isSeq(schedule) ? schedule.items.flatMap((item) => textOf(get(item, 'cron')) ?? []) : []
  const jobs = get(root, 'jobs')
  if (!isMap(jobs)) return []
  return jobs.items.flatMap(({ key, value }): WorkflowJob[] => {
    const steps = stepsOf(value)
    const calls = steps.flatMap(callsOf)
    if (calls.length === 0) return []
    const hasKey = keysIn(root, value, steps).length > 0
    const permissions = get(value, 'permissions') ?? get(root, 'permissions')
    const opensIssues = textOf(permissions) === 'write-all' || textOf(get(permissions, 'issues')) === 'write'
    return [{ file, name: isScalar(key) ? String(key.value) : '?', crons, calls, hasKey, opensIssues }]
  })
}
