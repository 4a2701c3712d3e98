import {
  type Entry,
  type LogPosition,
  lastPiece,
  type Slice,
  type SourceCatalog,
  volumeDigest,
} from '../../catalog/catalog.ts'
import { type LogTask, planBase, planTick } from '../../plan/plan.ts'
import type { Source } from '../../policy/policy.ts'
import { isProblem, messageOf, Problem } from '../../problem.ts'
import { formatBytes, formatSecond } from '../../words/words.ts'
import { attempt, type Findings, type Session } from '../project/session.ts'
import { makeBase } from './base.ts'
import { tellBroken } from './broken.ts'
import { type Beginning, collectPiece, openLog } from './collect.ts'
import { folderSource, keepWhole } from './folder.ts'
import { type Logged, replayOf } from './logged.ts'
import { basesNamed, basesOfLog, type CurrentLog, currentLog, logAt, readLog, type SourceLog } from './read-log.ts'
import { pruneLog } from './retain.ts'
import { did, note } from './told.ts'

/** Collects what is due of a source's log: a base that it can be played onto, and the piece since the last one. */
export async function seeToLog(
  session: Session,
  source: Logged,
  dumps: SourceCatalog | undefined,
  { apply, asked }: { readonly apply: boolean; readonly asked: boolean },
): Promise<void> {
  const { project } = session
  const { world, policy } = project
  const moment = { now: world.now(), timezone: policy.timezone }
  const bases = await basesOfLog(project, source, dumps)
  const newest = await currentLog(project, source, bases)
  const tick = planTick(source, newest.state, moment, asked)
  const looksThrough = tick.due && isTurn(newest)
  const { log, state } = looksThrough ? await logAt(project, source, bases, 'all') : newest
  const base = planBase(source, state, moment)
  for (const { store, message } of log.unread)
    world.log.warning(`${source.name}: its log in ${store} could not be read: ${message}`)
  const [unread] = log.unread
  if (state.tip === undefined && unread) {
    const trying = { work: 'tick', trigger: 'schedule', because: tick.because, recorded: 'failures' } as const
    await attempt(session, source, trying, () => Promise.reject(mayGoOn(source, unread)))
    return
  }
  let entries = bases.entries
  // Without anything to play it onto, a log is of no use, so that comes first.
  const grows = base.due && base.base !== undefined
  const begins = base.due && !grows
  note(session, source, [tick, base])
  if (begins) {
    const trying = { work: 'base', trigger: 'schedule', because: base.because, recorded: 'failures' } as const
    const made = await attempt(session, source, trying, async () => {
      const found = await makeBase(session, source, bases)
      // A stream that began for a reason was told when it did.
      const broken = state.tip !== undefined && (!state.stretch || state.stretch[0].previous) && !state.bases[0]
      return { ...found, failures: [...(broken ? [brokenOff(source, base.because)] : []), ...(found.failures ?? [])] }
    })
    // A log that goes on is collected all the same: the server may not keep it until a base succeeds.
    if (!made && state.tip === undefined) return
    entries = (await basesOfLog(project, source, undefined)).entries
  }
  if (tick.due || begins || grows) await tryTick(session, source, tick, log, entries)
  const grew = grows && (await growBase(session, source, tick, state.tip))
  await keepWholeLog(session, source, log)
  if (looksThrough) await tellBroken(project, source, log.volumes)
  const decides = begins || grew || (tick.due && (state.tip?.number ?? 0) % keptEvery === 0)
  if (apply && decides) await letGo(session, source)
}

async function tryTick(
  session: Session,
  source: Logged,
  { because }: LogTask,
  log: SourceLog,
  entries: readonly Entry[],
): Promise<void> {
  const trying = { work: 'tick', trigger: 'schedule', because, recorded: 'failures' } as const
  await attempt(session, source, trying, () => collect(session, source, log, entries))
}

/**
 * A base of what has changed since the last one. The piece before it has shown that the server's history is still that of the last
 * base: upon another's, changes would be put without a trace. The piece after it makes it one that can be restored. True if it was
 * made.
 */
async function growBase(session: Session, source: Logged, tick: LogTask, before: Slice | undefined): Promise<boolean> {
  const { project } = session
  const moment = { now: project.world.now(), timezone: project.policy.timezone }
  const bases = await basesOfLog(project, source, undefined)
  const { log, state } = await currentLog(project, source, bases)
  const base = planBase(source, state, moment)
  const isCollected = state.tip?.entry.id !== before?.entry.id
  // A gap has brought a full one; without the piece, the next run tries again.
  if (!isCollected || !base.due || base.base === undefined) return false
  const trying = { work: 'base', trigger: 'schedule', because: base.because, recorded: 'failures' } as const
  const made = await attempt(session, source, trying, () => makeBase(session, source, bases, base.base))
  if (made) await tryTick(session, source, tick, log, (await basesOfLog(project, source, undefined)).entries)
  return made
}

/** Deciding what is not needed any more takes longer than a piece: so it is done with every so manieth, and with each base. */
const keptEvery = 16

/**
 * All of a log is read now and then, so that what is missing or damaged in it is found, healed, or ends its window: the rarer the longer it
 * is, so that a piece costs the same however many came before it.
 */
function isTurn({ log, state }: CurrentLog): boolean {
  const volumes = log.volumes.length + log.listed.length + log.older
  return (state.tip?.number ?? 0) % Math.max(keptEvery, volumes) === 0
}

/** Makes and heals the copies of what was read. */
async function keepWholeLog(session: Session, source: Logged, { volumes }: SourceLog): Promise<void> {
  const { project } = session
  const folders = volumes.map(({ name, catalog }) => ({ name, catalog }))
  if (source.pointInTime.base !== undefined) {
    const { name } = basesNamed(source)
    folders.push({ name, catalog: await basesOfLog(project, source, undefined) })
  }
  for (const { name, catalog } of folders) await keepWhole(session, source, folderSource(source, name), catalog)
}

/** What the window needs no more. */
async function letGo(session: Session, source: Logged): Promise<void> {
  const { project, problems } = session
  if (problems.some((problem) => problem.source === source.name)) return
  const because = ['what the window of point-in-time does not need']
  const trying = { work: 'prune', trigger: 'schedule', because, recorded: 'failures' } as const
  await attempt(session, source, trying, () => pruneLog(project, source, true))
}

/** A log that begins anew where one goes on would be a gap: what cannot be read is not taken for what is not there. */
const mayGoOn = ({ name }: Source, { store, message, code = 'store-failed' }: SourceLog['unread'][number]) =>
  new Problem(code, `no log of ${name} is known, and ${store}, which may have it, could not be read: ${message}`, {
    hint: `Make ${store} reachable, then run it again; or where it is gone for good, take it out of the policy.`,
  })

/** Said once, in the run that mends it: moments that could be restored before cannot be any more. */
const brokenOff = ({ name }: Source, [because]: readonly string[]) =>
  new Problem(
    'log-gap',
    `a part of the log of ${name} is lost or damaged in the stores: ${because}; a new base was taken`,
    {
      hint: `\`backproof list --source ${name}\` shows where any second can still be restored.`,
    },
  )

/** A piece of log, or where the server lost something of it, a new base and the first piece after that. */
async function collect(session: Session, source: Logged, log: SourceLog, entries: readonly Entry[]): Promise<Findings> {
  const { project } = session
  const { world } = project
  const { tip } = log
  const { compare } = await replayOf(source)
  const isPlace = (at: LogPosition) => compare(at, at) !== undefined
  if (tip && tip.number >= lastPiece) throw noneFollows(tip)
  const number = (tip?.number ?? 0) + 1
  const first: Beginning | undefined = tip
    ? { from: tip.to, previous: tip, number, volume: volumeDigest(log.stretches, tip) }
    : begun(entries, number, 'the first piece', isPlace)
  if (!first)
    throw new Problem('log-gap', `${source.name} has no backup that its log could follow`, { hint: 'Run it again.' })
  const say = async (beginning: Beginning): Promise<Findings> => {
    await using opened = await openLog(project, source, world.signal)
    const { result, plainBytes, failures } = await collectPiece(project, source, opened, beginning)
    // One that was made before holds the log back for nobody.
    if (source.pointInTime.slot === 'none') await opened.log.teardown()
    const grave = result.findings.filter(({ level }) => level === 'failure')
    for (const { message, hint } of result.findings.filter((one) => !grave.includes(one)))
      world.log.warning(`${source.name}: ${message}${hint ? `. ${hint}` : ''}`)
    const until = formatSecond(result.covers.until)
    did(session, source, 'tick', `collected ${formatBytes(plainBytes)} of log until ${until}`)
    // The piece is stored all the same: what it tells endangers those to come.
    const threats = grave.map(({ message, hint }) => new Problem('source-failed', message, { hint }))
    return { failures: [...failures, ...threats] }
  }
  try {
    // Of another engine perhaps, that the source had before.
    if (tip && !isPlace(tip.to))
      throw new Problem('log-gap', `${tip.entry.id} does not end at a place in the log of ${source.engine}`, {
        hint: 'Nothing is to be done: what was collected before stays as it is.',
      })
    return await say(first)
  } catch (error) {
    if (!isProblem(error, 'log-gap')) throw error
    const [unread] = log.unread
    // What cannot be read may be what is missing.
    if (unread)
      throw new Problem(
        error.code,
        `${messageOf(error)}; and ${unread.store}, which may have more of it, cannot be read`,
        {
          hint: `Make ${unread.store} reachable, then run it again.`,
          cause: error,
        },
      )
    const { tip: now } = await readLog(project, source, 'newest')
    if (now && now.entry.id !== tip?.entry.id)
      return { skipped: `another run has collected its log until ${formatSecond(now.covers.until)} meanwhile` }
    const until = tip ? `: any moment until ${formatSecond(tip.covers.until)} can still be restored` : ''
    world.log.warning(`${source.name}: ${messageOf(error)}${until}; a new base is taken`)
    const made = await makeBase(session, source, await basesOfLog(project, source, undefined))
    const after = await basesOfLog(project, source, undefined)
    const next = begun(after.entries, number, messageOf(error), isPlace)
    if (!next) throw error
    const then = await say(next)
    // Of a log that begins now, nothing was promised yet.
    const lost = tip ? [error] : []
    return { ...made, failures: [...lost, ...(made.failures ?? []), ...(then.failures ?? [])] }
  }
}

function noneFollows({ entry: { id }, number }: Slice): Problem {
  return new Problem('object-damaged', `no piece of log can follow ${id}: it says that it is number ${number}`, {
    hint: `Nobody collects so many: somebody put it there. Run \`backproof delete ${id} --confirm ${id} --because "planted"\`, look at who can write to the stores, and name signers in the policy: then such a piece counts for nothing.`,
  })
}

/** Where a stream begins: at the newest backup that names its place in the log. */
function begun(
  entries: readonly Entry[],
  number: number,
  opened: string,
  isPlace: (at: LogPosition) => boolean,
): Beginning | undefined {
  const { position } =
    entries.find(
      ({ manifest: { position }, foreign }) => position !== undefined && isPlace(position) && foreign === undefined,
    )?.manifest ?? {}
  return position && { from: position, previous: undefined, opened, number }
}
