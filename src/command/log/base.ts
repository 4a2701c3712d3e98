import type { SourceCatalog } from '../../catalog/catalog.ts'
import { makeBackup } from '../backup/backup.ts'
import type { Findings, Session } from '../project/session.ts'
import { openLog } from './collect.ts'
import { type Logged, noLog, replayOf } from './logged.ts'
import { basesNamed } from './read-log.ts'
import { did } from './told.ts'

/**
 * What the log is played onto: a dump of the source, or a physical base that is kept beside its dumps. `on`: the base that it is to be an
 * increment on.
 */
export async function makeBase(
  session: Session,
  source: Logged,
  catalog: SourceCatalog,
  on?: string,
): Promise<Findings> {
  const { project } = session
  // A base is of use only with a log: what stops that is told before anything is dumped for it, at each run again.
  {
    await using opened = await openLog(project, source, project.world.signal)
    await opened.log.rehearse()
  }
  const request = { trigger: 'schedule', tags: [], retain: false } as const
  if (source.pointInTime.base === undefined) {
    const { id, findings } = await makeBackup(project, source, catalog, request)
    session.ids.push(id)
    did(session, source, 'base', `took ${id}`)
    return findings
  }
  const { increments } = source.pointInTime
  const named = { ...source, name: basesNamed(source).name, ...(increments ? { increments } : {}) }
  const increment = on === undefined ? {} : ({ increment: true } as const)
  const { statePart } = await replayOf(source)
  const { id, base, findings } = await makeBackup(
    project,
    named,
    catalog,
    { ...request, ...increment },
    {
      statePart: () => statePart,
      dump: ({ log }, since) => {
        if (log?.base) return log.base(since?.id === on ? since : undefined)
        throw noLog(source)
      },
    },
  )
  for (const { level, message, hint } of findings.backup?.findings ?? []) {
    const said = `${source.name}: ${message}${hint ? `. ${hint}` : ''}`
    if (level === 'note') project.world.log.info(said)
    else project.world.log.warning(said)
  }
  // Why one that was to be an increment is whole belongs into the report as well: a schedule of full ones costs much more.
  const whole = on === undefined ? [] : (findings.backup?.findings ?? [])
  const how =
    base === undefined ? whole.map(({ message }) => `; ${message}`).join('') : `, what has changed since ${base}`
  did(session, source, 'base', `took ${id}${how}`)
  return { failures: findings.failures ?? [] }
}
