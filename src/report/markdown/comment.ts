import type { BackupChange, Comparison, SourceComparison } from '../../judge/judge.ts'
import { formatCount, formatTime, plural, storedSize } from '../../words/words.ts'
import { renderSource, storedBytes } from './comment-source.ts'
import { code, markdown } from './escape.ts'

/** By this first line a later run finds its comment again. */
export function commentMarker(project: string): string {
  return `<!-- backproof plan of ${project.replaceAll(/[^a-z0-9._-]/g, '')} -->`
}

const cut = 'The rest does not fit into a comment: see the job summary and the report.'

/**
 * The comparison as GitHub-flavoured Markdown, readable on a phone; at most `limit` characters: long lists are shortened
 * first, then whole sections are left out. Pure.
 */
export function renderComment(comparison: Comparison, limit = 65_000): string {
  for (const most of [200, 50, 10, 3, 0]) {
    const text = sections(comparison, most).join('\n\n')
    if (text.length <= limit) return text
  }
  const shown: string[] = []
  let left = limit - cut.length
  for (const section of sections(comparison, 0)) {
    left -= section.length + 2
    if (left < 0) break
    shown.push(section)
  }
  return [...shown, cut].join('\n\n').slice(0, limit)
}

/** The comment of a pull request whose policy cannot be parsed. */
export function renderUnread(project: string, why: string): string {
  return `## 🔴 Backup plan of ${markdown(project)}\n\n**This check fails**, because the policy cannot be parsed: ${markdown(why)}`
}

function sections(comparison: Comparison, most: number): readonly string[] {
  const { project, policy, at, timezone, basis, earlier, failing, override, notes, sources, recipients } = comparison
  const light = failing.length === 0 ? '🟢' : override ? '🟠' : '🔴'
  const changed = sources.filter(isChanged)
  const same = sources.length - changed.length
  return [
    `## ${light} Backup plan of ${markdown(project)}`,
    headline(comparison),
    ...(failing.length > 0 ? [verdict(comparison, most)] : []),
    ...some(notes, most).map((note) => `> ${markdown(note)}`),
    ...keys(recipients),
    ...changed.map((source) =>
      renderSource(source, most, { alone: changed.length === 1, compared: earlier === undefined }),
    ),
    ...(same > 0 ? [`${plural(same, 'source')} unchanged.`] : []),
    `<sub>${code(policy)}, ${basis === 'live' ? 'on the backups of' : 'without the backups, at'} ${formatTime(at, timezone)}</sub>`,
  ]
}

/** Reasons and notes are few, unless a policy has hundreds of sources. */
function some(lines: readonly string[], most: number): readonly string[] {
  const shown = Math.max(most, 10)
  return lines.length <= shown ? lines : [...lines.slice(0, shown), `and ${formatCount(lines.length - shown)} more`]
}

function isChanged({
  status,
  unread,
  changes,
  cadence,
  rules,
  outlook,
  contentMoved,
  ...stores
}: SourceComparison): boolean {
  const { storesAdded, storesDropped, storesMoved } = stores
  const moved = storesAdded.length + storesDropped.length + storesMoved.length
  const told = [cadence, rules, outlook, contentMoved].some((one) => one !== undefined)
  return status !== 'kept' || told || moved + changes.length + unread.length > 0
}

function headline({ sources, basis, earlier }: Comparison): string {
  if (earlier === 'unread')
    return 'The earlier policy could not be read: **what this change deletes or keeps is not known**.'
  if (basis === 'offline') return 'No store was read: what follows comes from the policy alone.'
  const all = sources.flatMap(({ changes }) => changes)
  const of = (change: BackupChange['change'], copies = false) =>
    all.filter((one) => one.change === change && (one.copyIn !== undefined) === copies)
  const newly = of('newly-deleted')
  const bytes = storedBytes(newly)
  const copies = of('newly-deleted', true).length
  const behind = of('left-behind').length
  const unknown = sources.filter(({ unread }) => unread.length > 0).length
  const [kept, before] = [of('newly-kept').length, of('still-deleted').length]
  const claims = [
    newly.length === 0
      ? 'This change newly deletes **nothing**'
      : `This change newly deletes **${plural(newly.length, 'backup')}** (${storedSize(bytes)})`,
    ...(copies > 0 ? [`**${copies === 1 ? '1 copy' : `${formatCount(copies)} copies`}** of kept ones`] : []),
    ...(behind > 0 ? [`leaves **${formatCount(behind)}** behind`] : []),
    ...(kept > 0 ? [`newly keeps **${formatCount(kept)}**`] : []),
    ...(before > 0 ? [`deletes ${formatCount(before)} as before`] : []),
  ].join(', ')
  const unsure = `Of **${plural(unknown, 'source')}** it is not known what becomes of the backups.`
  if (unknown === 0) return `${claims}.`
  return unknown === sources.length ? unsure : `${claims}. ${unsure}`
}

function verdict({ failing, override, timezone }: Comparison, most: number): string {
  const list = some(failing, most).map((reason) => `- ${markdown(reason)}`)
  const head = override
    ? `**Approved by the label ${code(override.label)}**, which ${markdown(override.by)} put on at ${formatTime(override.at, timezone)} on ${code(override.commit.slice(0, 12))}, although:`
    : '**This check fails**, because:'
  return [head, ...list].join('\n')
}

function keys({ added, removed, unopenable }: Comparison['recipients']): readonly string[] {
  if (added.length + removed.length + unopenable.length === 0) return []
  const list = (words: readonly string[]) => words.map((word) => code(word)).join(', ')
  const locked = `${plural(unopenable.length, 'backup')} can be opened by none of the changed policy's keys, the newest is`
  return [
    [
      '### Keys',
      ...(added.length > 0
        ? [
            `- new backups are also sealed to ${list(added)}; what there is stays closed to it until \`backproof keys rotate\` has run`,
          ]
        : []),
      ...(removed.length > 0
        ? [
            `- new backups are no longer sealed to ${list(removed)}, which opens what there is until \`backproof keys rotate\` has run`,
          ]
        : []),
      ...(unopenable.length > 0
        ? [
            `- ${locked} ${code(unopenable[0] ?? '')}: run \`backproof keys rotate\` with the old secret key, or keep that until they are gone`,
          ]
        : []),
    ].join('\n'),
  ]
}
