import { type Entry, type Level, levels, mayBeMended, newestProof } from '../../catalog/catalog.ts'
import type { Source } from '../../policy/policy.ts'
import { formatCount } from '../../words/words.ts'
import { proofPoint } from './backup.ts'
import type { CopyHealth, HealthFinding } from './contract.ts'

/** One for each store of the source, in the policy's order. Entries newest first: those that count. Pure. */
export function copyHealth(
  { stores }: Pick<Source, 'stores'>,
  entries: readonly Entry[],
  unread: readonly string[],
): readonly CopyHealth[] {
  const [newest] = entries
  return stores.map((store): CopyHealth => {
    const proofs = proofsIn(store, entries)
    if (unread.includes(store)) return { store, state: 'unread', proofs }
    const here = entries.filter(
      ({ copies, damaged = [] }) => copies.includes(store) || damaged.some((one) => one.store === store),
    )
    const [first, last] = [here[0], here.at(-1)]
    const broken = newest?.damaged?.find((copy) => copy.store === store)
    const lost = newest?.lost?.find((copy) => copy.store === store)
    const because = broken?.because ?? lost?.because
    return {
      store,
      state: broken ? 'damaged' : stateOf(store, newest),
      ...(because === undefined ? {} : { because }),
      count: here.length,
      bytes: here.reduce((sum, { bytes }) => sum + bytes, 0),
      ...(first ? { newestAt: first.startedAt.toISOString(), newestId: first.id } : {}),
      ...(last ? { oldestAt: last.startedAt.toISOString() } : {}),
      proofs,
    }
  })
}

/** Where there is no backup at all, none is missing. */
function stateOf(store: string, newest: Entry | undefined): CopyHealth['state'] {
  if (!newest) return 'none'
  if (newest.copies.includes(store)) return 'whole'
  // A store whose own rules give the copy up does not lack it.
  return newest.missing.includes(store) ? 'missing' : 'given-up'
}

function proofsIn(store: string, entries: readonly Entry[]): CopyHealth['proofs'] {
  const own = entries.flatMap(({ proofs }) => proofs).filter((proof) => proof.store === store)
  const last = (level: Level) => newestProof(own.filter((proof) => proof.level === level))
  return Object.fromEntries(
    levels.flatMap((level) => {
      const proof = last(level)
      return proof ? [[level, proofPoint(proof)]] : []
    }),
  )
}

/** Damage that is named one by one. */
const mostNamed = 5

/** What is damaged, and whether anything heals it: a backup without an intact copy is lost as far as is known. Pure. */
export function damageFound({ name }: Pick<Source, 'name'>, entries: readonly Entry[]): readonly HealthFinding[] {
  const all = entries.flatMap((entry): Omit<HealthFinding, 'level'>[] => {
    const { id, copies, marked, unread = [], damaged = [] } = entry
    const whole = copies.filter((store) => !marked.includes(store) && !damaged.some((copy) => copy.store === store))
    if (whole.length > 0 || damaged.length === 0)
      return damaged.map(({ store, because }) => ({
        code: 'copy-damaged',
        backup: id,
        store,
        message: `the copy of ${id} in ${store} is damaged: ${because}`,
        hint: `The next \`run\` heals it from the intact copy in ${whole.join(' or ')}.`,
      }))
    const each = damaged.map(({ store, because }) => `in ${store}, ${because}`).join('; ')
    const parts = copies.filter((store) => !marked.includes(store))
    if (parts.length > 1 && mayBeMended({ ...entry, copies: parts }))
      return [
        {
          code: 'damaged',
          backup: id,
          message: `every copy of ${id} that is known is damaged: ${each}`,
          hint: `The next \`run\` tries to put a whole one together from what is right in ${parts.join(' and ')}.`,
        },
      ]
    const unseen = unread.length > 0 ? `, and ${unread.join(', ')} could not be read` : ''
    return [
      {
        code: 'damaged',
        backup: id,
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
      ? [
          {
            level: 'warning' as const,
            code: 'copy-damaged' as const,
            message: `${formatCount(rest)} more of its copies or backups are damaged`,
          },
        ]
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
