import type { Entry } from '../catalog/catalog.ts'
import { formatBytes, formatTime, table } from '../report/report.ts'
import type { Run } from './all.ts'
import { gapsOf } from './entry.ts'
import { openProject } from './project.ts'

/** Every backup of the sources, newest first. */
export const list: Run = async (world, options) => {
  const project = await openProject(world, options, 'short')
  const catalogs = await Promise.all(project.sources.map((source) => project.catalog(source)))
  const entries = catalogs
    .flatMap((catalog) => catalog.entries)
    .sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
  const unread = catalogs.flatMap(({ source, unread }) => unread.map((one) => ({ source, ...one })))
  const damaged = catalogs.flatMap(({ source, damaged }) => damaged.map((one) => ({ source, ...one })))
  const json = { version: 1, project: project.policy.project, backups: entries.map(describe), unread, damaged }
  const problems = catalogs.flatMap(gapsOf)
  const text = () => {
    if (entries.length === 0) {
      const stores = [...new Set(project.sources.flatMap((source) => source.stores))]
      if (problems.length > 0) return `No backups to show, but not all could be read in ${stores.join(', ')}.`
      return `No backups in ${stores.join(', ')}. Type \`restorable backup\` to make one.`
    }
    const head = ['ID', 'SEALED', 'TYPE', 'TAGS', 'KEPT', 'COPIES', 'LAST PROOF']
    return table([head, ...entries.map((entry) => row(entry, project.policy.timezone))])
  }
  return { json, text, problems, ids: entries.map((entry) => entry.id) }
}

function describe(entry: Entry) {
  const { manifest, proofs } = entry
  const proof = proofs[0]
  return {
    id: entry.id,
    source: manifest.source,
    engine: manifest.engine,
    createdAt: manifest.startedAt,
    type: manifest.trigger === 'schedule' ? 'automatic' : 'manual',
    tags: manifest.tags,
    sealedBytes: entry.bytes,
    retained: manifest.retain,
    held: entry.held,
    copies: entry.copies,
    missing: entry.missing,
    ...(entry.released ? { released: entry.released } : {}),
    ...(entry.trashed
      ? { deletedAt: entry.trashed.at.toISOString(), purgeAfter: entry.trashed.purgeAfter.toISOString() }
      : {}),
    ...(entry.foreign === undefined ? {} : { foreign: entry.foreign }),
    ...(proof ? { proof: { level: proof.level, outcome: proof.outcome, at: proof.startedAt.toISOString() } } : {}),
  }
}

function row(entry: Entry, timezone: string): readonly string[] {
  const { id, type, tags, sealedBytes, retained, held, copies, missing, deletedAt, foreign, proof } = describe(entry)
  const kept = [held ? 'held' : '', retained ? 'retained' : '', deletedAt ? 'deleted' : '', foreign ? 'foreign' : '']
  const where = `${copies.join(' ')}${missing.length > 0 ? ` (not ${missing.join(' ')})` : ''}`
  const last = proof ? `${proof.level} ${proof.outcome} ${formatTime(proof.at, timezone)}` : 'none'
  return [
    id,
    formatBytes(sealedBytes),
    type,
    tags.join(' ') || '-',
    kept.filter(Boolean).join(' ') || '-',
    where || '-',
    last,
  ]
}
