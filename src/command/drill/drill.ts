import { type DrilledSource, type DrillKind, drillKinds, mapAtOnce } from '../../catalog/catalog.ts'
import { drillHealth, inOrder } from '../../judge/judge.ts'
import { drillTurn } from '../../plan/plan.ts'
import type { Source } from '../../policy/policy.ts'
import { isProblem, Problem } from '../../problem.ts'
import { suggest } from '../../words/words.ts'
import type { World } from '../../world.ts'
import { finishAndTell } from '../alert/tell.ts'
import type { Options } from '../option.ts'
import { openProject, type Project } from '../project/project.ts'
import { newSession, type Session } from '../project/session.ts'
import type { Result } from '../result.ts'
import { keepDrill, newDrill, readDrills, seenDrills } from './keep.ts'
import { practise } from './practise.ts'
import { signOff } from './sign-off.ts'

/** `verify --drill KIND`. */
export async function drill(world: World, options: Options): Promise<Result> {
  const kind = kindOf(options.drill ?? '')
  const alone = (
    ['id', 'store', 'level', 'image', 'due', 'shard', ...(kind === 'manual' ? (['source'] as const) : [])] as const
  ).find((name) => options[name] !== undefined && options[name] !== false)
  if (alone !== undefined)
    throw new Problem('usage', `verify takes --drill ${kind} or --${alone}, not both`, {
      hint: `Leave --${alone} out: a drill restores newest backups, and says itself which.`,
    })
  if (kind === 'manual') return signOff(world, options)
  refuseSignature(options)
  const project = await openProject(world, options)
  const sources = await chosen(project, kind, options.source !== undefined)
  const session = newSession(project, 'verify', sources)
  await carryOut(session, sources, kind, 'manual', ['asked for'])
  return finishAndTell(session)
}

/** What a person says is of a manual drill alone: nothing else may be taken for one. */
export function refuseSignature(options: Options): void {
  const said = (['failed', 'signed-off-by'] as const).find((name) => options[name])
  if (said === undefined) return
  throw new Problem('usage', `--${said} is for --drill manual: everything else says itself what came of it`, {
    hint: `Leave --${said} out, or add --drill manual.`,
  })
}

function kindOf(text: string): DrillKind {
  const kind = drillKinds.find((one) => one === text)
  if (kind) return kind
  throw new Problem('usage', `${JSON.stringify(text)} is not a kind of drill`, { hint: suggest(text, drillKinds) })
}

/** Of a full drill all, of a partial one those whose turn it is, or that are named; those first that others wait for. */
export async function chosen(project: Project, kind: 'partial' | 'full', named: boolean): Promise<readonly Source[]> {
  const { policy, sources } = project
  const able = inOrder(sources.filter(({ databases }) => databases === undefined))
  if (kind === 'full' || named) return able
  const sample = policy.drills?.sample ?? 1
  const { drills } = await seenDrills(project)
  const past = await readDrills(project, drills.filter((one) => one.kind !== 'manual').slice(0, mostRead))
  const drilled = past.flatMap(({ seen, record }) =>
    'unread' in record ? [] : [{ at: seen.at, sources: record.sources.map(({ source }) => source) }],
  )
  const catalogs = await mapAtOnce(able, async (source) => ({ source, catalog: await project.catalog(source) }))
  // One without a backup is said elsewhere: its turn is no practice.
  const ready = catalogs.filter(({ catalog }) => catalog.entries.length > 0).map(({ source }) => source)
  const turn = new Set(
    drillTurn(
      (ready.length > 0 ? ready : able).map(({ name }) => name),
      drilled,
      sample,
    ),
  )
  return able.filter(({ name }) => turn.has(name))
}

/** Drills that tell whose turn it is: of the newest. */
const mostRead = 200

/** Practises, and leaves the record, whatever came of it: the session has all that is to be told. */
export async function carryOut(
  session: Session,
  sources: readonly Source[],
  kind: 'partial' | 'full',
  trigger: 'manual' | 'schedule',
  because: readonly string[],
): Promise<void> {
  const { project } = session
  const { world } = project
  if (sources.length === 0)
    throw new Problem('usage', `no source of ${project.policy.path} can take part in a drill`, {
      hint: 'Make a backup first: `backproof backup`.',
    })
  const name = newDrill(world.now())
  const outcomes: DrilledSource[] = []
  try {
    outcomes.push(...(await practise(session, sources, { kind, startedAt: name.at, trigger, because })))
  } catch (error) {
    if (isProblem(error, 'cancelled')) world.log.warning(`the ${kind} drill was cancelled, and leaves no record`)
    throw error
  }
  const outcome = outcomes.every((one) => one.outcome === 'passed') ? 'passed' : 'failed'
  const { record, failures } = await keepDrill(project, name, { kind, outcome, sources: outcomes })
  for (const error of failures) session.problems.push({ source: 'drill', error })
  session.drills.push(drillHealth({ id: record.id, kind, outcome, at: name.at }, record))
}
