import { type Entry, type Level, mayBeMended, type Proof } from '../catalog/catalog.ts'
import type { Source } from '../policy/policy.ts'
import { formatCount } from '../words/words.ts'

/** What is known of a source's copies in one store. */
export interface CopyHealth {
  readonly store: string
  /** Of the newest backup's copy. */
  readonly state: 'whole' | 'damaged' | 'missing' | 'not read'
  /** What is wrong with it. */
  readonly because?: string
  /** The last proof of any backup by its copy in this store. */
  readonly proof?: { readonly id: string; readonly level: Level; readonly outcome: Proof['outcome']; readonly at: Date }
}

/** One for each store of the source, in the policy's order. Entries newest first. Pure. */
export function copyHealth({ stores }: Pick<Source, 'stores'>, entries: readonly Entry[]): readonly CopyHealth[] {
  const [newest] = entries
  if (!newest) return []
  return stores.map((store) => {
    const broken = newest.damaged?.find((copy) => copy.store === store)
    const last = entries
      .flatMap(({ proofs }) => proofs)
      .filter((proof) => proof.store === store)
      .reduce<Proof | undefined>((best, proof) => (best && best.startedAt >= proof.startedAt ? best : proof), undefined)
    const proof = last && { id: last.id, level: last.level, outcome: last.outcome, at: last.startedAt }
    return {
      store,
      state: broken
        ? 'damaged'
        : newest.unread?.includes(store)
          ? 'not read'
          : newest.copies.includes(store)
            ? 'whole'
            : 'missing',
      ...(broken ? { because: broken.because } : {}),
      ...(proof ? { proof } : {}),
    }
  })
}

/** Damage that is named one by one. */
const mostNamed = 5

/** What is damaged, and whether anything heals it: a backup without an intact copy is lost as far as is known. Pure. */
export function damageFound(
  { name }: Pick<Source, 'name'>,
  entries: readonly Entry[],
): readonly { readonly level: 'warning'; readonly message: string; readonly hint?: string }[] {
  const all = entries.flatMap((entry) => {
    const { id, copies, marked, unread = [], damaged = [] } = entry
    const whole = copies.filter((store) => !marked.includes(store) && !damaged.some((copy) => copy.store === store))
    if (whole.length > 0 || damaged.length === 0)
      return damaged.map(({ store, because }) => ({
        message: `the copy of ${id} in ${store} is damaged: ${because}`,
        hint: `The next \`run\` heals it from the intact copy in ${whole.join(' or ')}.`,
      }))
    const each = damaged.map(({ store, because }) => `in ${store}, ${because}`).join('; ')
    const parts = copies.filter((store) => !marked.includes(store))
    if (parts.length > 1 && mayBeMended({ ...entry, copies: parts }))
      return [
        {
          message: `every copy of ${id} that is known is damaged: ${each}`,
          hint: `The next \`run\` tries to put a whole one together from what is right in ${parts.join(' and ')}.`,
        },
      ]
    const unseen = unread.length > 0 ? `, and ${unread.join(', ')} could not be read` : ''
    return [
      {
        message: `no intact copy of ${id} is known${unseen}, so it cannot be healed: ${each}`,
        hint:
          entry === entries[0]
            ? `The next \`run\` backs ${name} up at once where it has a schedule; else run \`backproof backup --source ${name}\` now.`
            : `\`backproof list --source ${name}\` shows the others; \`backproof verify --source ${name}\` proves the newest.`,
      },
    ]
  })
  const rest = all.length - mostNamed
  return [
    ...all.slice(0, mostNamed).map((one) => ({ level: 'warning' as const, ...one })),
    ...(rest > 0
      ? [{ level: 'warning' as const, message: `${formatCount(rest)} more of its copies or backups are damaged` }]
      : []),
  ]
}

/** By store, the copies that were there and are not any more; the next run makes them again where another store has them. */
export function lossesOf(entries: readonly Entry[]): readonly string[] {
  const lost = entries.flatMap(({ id, missing, lost = [] }) =>
    lost.filter(({ store }) => missing.includes(store)).map((copy) => ({ id, ...copy })),
  )
  return [...Map.groupBy(lost, ({ store }) => store)].flatMap(([store, [first, ...more]]) => {
    if (!first) return []
    const which = more.length === 0 ? first.id : `${more.length + 1} backups, the newest ${first.id}`
    return [`${store} had ${which}, and has lost ${more.length === 0 ? 'it' : 'them'}: ${first.because}`]
  })
}
