import { basesOf, type Entry, type SourceCatalog, standing } from '../../catalog/catalog.ts'
import type { Finding } from '../../engine/engine.ts'

/** Whether the size of a full backup may be compared with that of this one. */
export const isGoodFull = (entry: Entry, now: Date): boolean =>
  entry.manifest.kind === 'full' && standing(entry, now) === 'good'

/** What is wrong with a backup that this one builds on says nothing of this one's own bytes. Pure. */
export function ofItself<T extends { readonly findings: readonly Finding[] }>(
  tried: T,
  entry: Entry,
  { entries }: Pick<SourceCatalog, 'entries'>,
): T {
  const bases = basesOf(entry, entries)
  const findings = tried.findings.map((finding): Finding => {
    const base = bases.find(({ id }) => finding.level === 'failure' && finding.message.includes(id))
    if (!base || (finding.blame !== 'data' && finding.blame !== 'copy')) return finding
    const hint = `Run \`backproof verify --id ${base.id}\`, which tells which of its copies are whole, and take a new backup now.`
    return { ...finding, blame: 'env', message: `it builds on ${base.id}: ${finding.message}`, hint }
  })
  return { ...tried, findings }
}
