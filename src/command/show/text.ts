import type {
  BrokenChain,
  HoldDetail,
  Manifest,
  ManifestPart,
  MarkDetail,
  Proof,
  Standing,
} from '../../catalog/catalog.ts'
import type { Finding } from '../../problem.ts'
import { hostText, level, unlikeSnapshot } from '../../report/report.ts'
import {
  formatBytes,
  formatDuration,
  formatTime,
  oneLine,
  plainSize,
  sealedSize,
  sourceSize,
  table,
} from '../../words/words.ts'

/** `show ID --json`. Times are ISO 8601 in UTC, sizes in bytes. */
export interface ShownBackup {
  readonly version: 1
  readonly id: string
  readonly source: string
  /** Whether the policy has its source. */
  readonly inPolicy: boolean
  readonly engine: string
  readonly kind: string
  readonly type: 'automatic' | 'manual'
  readonly trigger: string
  readonly tags: readonly string[]
  readonly retained: boolean
  readonly standing: Standing
  readonly foreign?: string
  /** What is wrong with what it builds on, and what to do. */
  readonly broken?: BrokenChain
  readonly startedAt: string
  readonly finishedAt: string
  /** As in one store: compressed and encrypted. */
  readonly sealedBytes: number
  readonly plainBytes: number
  readonly parts: readonly ManifestPart[]
  readonly versions: Readonly<Record<string, string>>
  readonly origin: Readonly<Record<string, string>>
  readonly base?: string
  readonly consistency: Manifest['consistency']
  readonly position?: Manifest['position']
  readonly host?: Manifest['host']
  readonly copies: readonly ShownCopy[]
  readonly held: HoldDetail | null
  readonly deleted: {
    readonly at: string
    /** Until then undelete brings it back. */
    readonly undoUntil: string
    readonly because?: readonly string[] | undefined
    readonly by?: string | undefined
  } | null
  /** That it is unusual, and meant to be. */
  readonly acknowledged: MarkDetail | null
  /** Restores on another image, newest first: they count as no proof. */
  readonly trials: readonly {
    readonly at: string
    readonly image?: string
    readonly outcome: string
    readonly store: string
  }[]
  /** Marks that were taken away, newest first. */
  readonly undone: readonly {
    readonly verb: 'unhold' | 'undelete' | 'unack'
    readonly at: string
    readonly by?: string | undefined
    readonly because?: string | undefined
    readonly was?: MarkDetail | undefined
  }[]
  /** Newest first: `restore --status ID` tells more of one. */
  readonly restores: readonly {
    readonly id: string
    readonly state: 'in_progress' | 'completed' | 'failed' | 'interrupted'
    readonly at: string
  }[]
  readonly contents:
    | {
        readonly rows: Readonly<Record<string, number>>
        readonly objects: Readonly<Record<string, readonly string[]>>
        readonly sizeBytes: number
        readonly server?: string
      }
    | { readonly unknown: string }
}

export interface ShownCopy {
  readonly store: string
  readonly where?: string
  readonly state: 'whole' | 'missing' | 'damaged' | 'deleted' | 'given up' | 'not read'
  readonly message?: string
  /** Of this copy, newest first. */
  readonly proofs: readonly ShownProof[]
}

export interface ShownProof {
  readonly level: Proof['level']
  readonly outcome: Proof['outcome']
  readonly at: string
  readonly durations: Readonly<Record<string, number>>
  readonly findings: readonly Finding[]
}

// More names than a person reads; --json has them all.
const mostNames = 50

/** Whose names say what a person looks for: until when each is good. */
const listed = 'certificate'

const wasWord = { unhold: 'held', undelete: 'deleted', unack: 'acknowledged' } as const
const undoneWord = { unhold: 'unheld', undelete: 'undeleted', unack: 'no longer acknowledged' } as const

/** The same for people. Pure. */
export function shownText(shown: ShownBackup, timezone: string): string {
  const at = (time: string) => formatTime(time, timezone)
  const { id, engine, source, inPolicy, type, tags, retained, startedAt, finishedAt, held, deleted, origin } = shown
  const tookMs = Date.parse(finishedAt) - Date.parse(startedAt)
  const kept = [held ? 'held' : '', retained ? 'retained' : ''].filter(Boolean)
  const facts: (readonly string[])[] = [
    ['source', `${source} (${engine})${inPolicy ? '' : ', which is not in the policy'}`],
    ['made', `${at(startedAt)}, in ${formatDuration(tookMs)}, ${type}`],
    ['tags', tags.join(' ') || '-'],
    ['size', `${sealedSize(shown.sealedBytes)}, of ${plainSize(shown.plainBytes)}`],
    ['kept', kept.join(', ') || 'by the rules of retention'],
    ['standing', standingText(shown)],
    ['origin', words(origin)],
    ['versions', words(shown.versions)],
    ...(shown.base === undefined ? [] : [['base', `${shown.base}, without which it cannot be restored`]]),
    ...(shown.consistency === 'snapshot' ? [] : [['moment', unlikeSnapshot[shown.consistency]]]),
    ...(shown.host ? [['host', hostText(shown.host)]] : []),
    ...(shown.position ? [['position', `${shown.position.at} of ${shown.position.history}`]] : []),
    ...(held ? [['held', heldText(held, at)]] : []),
    ...(deleted ? [['deleted', deletedText(deleted, id, at)]] : []),
    ...(shown.acknowledged ? [['acknowledged', ackText(shown.acknowledged, at)]] : []),
    ...shown.restores
      .slice(0, mostProofs)
      .map((one) => ['restored', `${one.state.replace('_', ' ')} ${at(one.at)}, ${one.id}`]),
    ...shown.trials.map(({ at: when, image, outcome }) => [
      'trial',
      oneLine(`restore on ${image ?? 'an unknown image'} ${outcome} ${at(when)}`, 500),
    ]),
    ...shown.undone.map((one) => [undoneWord[one.verb], undoneText(one, at)]),
  ]
  const parts = shown.parts.map(({ name, bytes, plainBytes, sha256 }) => [
    name,
    formatBytes(bytes),
    formatBytes(plainBytes),
    sha256.slice(0, 16),
  ])
  const copies = shown.copies.map(({ store, where, state, proofs }) => [
    store,
    state,
    proofs[0] ? proofText(proofs[0], at) : 'not proven',
    where ?? '-',
  ])
  return [
    id,
    table(facts),
    '',
    table([['PART', 'SEALED', 'PLAIN', 'SHA-256'], ...parts]),
    '',
    table([['STORE', 'COPY', 'LAST PROOF', 'WHERE'], ...copies.map((row) => row.map((cell) => oneLine(cell, 300)))]),
    '',
    ...shown.copies.flatMap((copy) => copyText(copy, at)),
    ...contentsText(shown.contents),
  ].join('\n')
}

function standingText({ standing, foreign, broken }: ShownBackup): string {
  const why = foreign ?? (broken && `${broken.because}. ${broken.hint}`)
  return why === undefined ? standing : `${standing}: ${oneLine(why, 500)}`
}

const words = (record: Readonly<Record<string, string>>) =>
  oneLine(
    Object.entries(record)
      .map(([name, word]) => `${name} ${word}`)
      .join(', '),
    500,
  ) || '-'

function heldText({ heldAt, by, because }: HoldDetail, at: (time: string) => string): string {
  const reason = because ? `: ${because}` : ''
  return oneLine(`${heldAt ? `since ${at(heldAt)} ` : ''}by ${by || 'an unknown user'}${reason}`, 500)
}

const ackText = ({ at: when, by, because }: MarkDetail, at: (time: string) => string) =>
  oneLine(`${when ? `${at(when)} ` : ''}by ${by || 'an unknown user'}${because ? `: ${because}` : ''}`, 500)

function undoneText(
  { verb, at: when, by, because, was }: ShownBackup['undone'][number],
  at: (time: string) => string,
): string {
  const had = wasWord[verb]
  const who = (detail: MarkDetail) =>
    `${detail.by ? ` by ${detail.by}` : ''}${detail.because ? `: ${detail.because}` : ''}`
  const before = was ? `; it was ${had}${was.at ? ` ${at(was.at)}` : ''}${who(was)}` : ''
  return oneLine(`${at(when)} by ${by || 'an unknown user'}${because ? `: ${because}` : ''}${before}`, 800)
}

function deletedText(
  { at: when, undoUntil, because = [], by }: NonNullable<ShownBackup['deleted']>,
  id: string,
  at: (time: string) => string,
): string {
  const who = by ? ` by ${by}` : ''
  const why = because.length > 0 ? ` (${because.join('; ')})` : ''
  return oneLine(
    `${at(when)}${who}${why}; until ${at(undoUntil)} \`backproof undelete ${id}\` is sure to bring it back`,
    800,
  )
}

const proofText = ({ level, outcome, at: when }: ShownProof, at: (time: string) => string) =>
  `${level} ${outcome} ${at(when)}`

// A year of daily proofs is not what a person reads; --json has them all.
const mostProofs = 10

/** What has no room in the table: why a copy is not whole, the earlier proofs, and what each proof found. */
function copyText({ store, message, proofs }: ShownCopy, at: (time: string) => string): readonly string[] {
  const because = message === undefined ? [] : [`  ${oneLine(message)}`]
  const proven = proofs.slice(0, mostProofs).flatMap((proof) => [
    `  - ${proofText(proof, at)}`,
    ...proof.findings.flatMap((finding) => [
      // Said above already, where it is why the copy is not whole.
      ...(finding.message === message ? [] : [`    ${level(finding)}: ${oneLine(finding.message)}`]),
      ...(finding.hint ? [`    → ${oneLine(finding.hint)}`] : []),
    ]),
  ])
  const rest = proofs.length - mostProofs
  const more = rest > 0 ? [`  and ${rest} earlier ones; --json lists all`] : []
  const lines = [...because, ...(because.length > 0 || proofs.length > 1 || proven.length > 1 ? proven : []), ...more]
  return lines.length === 0 ? [] : [`Copy in ${store}:`, ...lines, '']
}

function contentsText(contents: ShownBackup['contents']): readonly string[] {
  if ('unknown' in contents) return [`Contents: ${contents.unknown}.`]
  const rows = Object.entries(contents.rows)
  const objects = Object.entries(contents.objects).filter(([, names]) => names.length > 0)
  const more = rows.length - mostNames
  return [
    `Contents, ${sourceSize(contents.sizeBytes)}${contents.server ? ` of a server ${contents.server}` : ''}:`,
    table(rows.slice(0, mostNames).map(([name, count]) => [`  ${oneLine(name, 200)}`, count.toLocaleString('en')])),
    ...(more > 0 ? [`  and ${more.toLocaleString('en')} more; --json lists all`] : []),
    ...(contents.objects[listed] ?? []).slice(0, mostNames).map((name) => `  ${listed} ${oneLine(name, 300)}`),
    `  ${objects.map(([kind, names]) => `${kind} ${names.length.toLocaleString('en')}`).join(', ')}`,
  ]
}
