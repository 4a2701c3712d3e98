import { type Facts, type Finding, isEmpty } from '../engine/engine.ts'
import { kindOf } from '../policy/policy.ts'
import { type Count, formatCounts } from '../words/words.ts'
import { nounOf } from './count.ts'

/**
 * What a restore must have in common with the dump's snapshot: every table with exactly its rows, every object by name.
 * `more`: `kept` where the target held something before, which may still be there. Pure; without a failure, equal.
 */
export function compare(expected: Facts, restored: Facts, more: 'refused' | 'kept' = 'refused'): readonly Finding[] {
  const findings: Finding[] = []
  const fail = (message: string) => findings.push({ level: 'failure', blame: 'data', message })
  const surplus = (message: string) =>
    findings.push({ level: more === 'kept' ? 'note' : 'failure', blame: 'data', message })
  // A policy may agree to an empty database.
  if (isEmpty(expected) && expected.server?.settings['empty'] !== 'allowed')
    fail('the facts of the dump name nothing that a restore could be compared with')
  // Of files a number is of all that is there; a table's rows are replaced with it.
  const tallies = kindOf(expected.engine).counts.rule === 'within'
  let larger = false
  for (const [name, rows] of Object.entries(expected.rows)) {
    const found = Object.hasOwn(restored.rows, name) ? restored.rows[name] : undefined
    if (found === undefined) fail(`${name} is missing`)
    else if (found === rows) continue
    else if (tallies && found > rows) {
      larger = true
      surplus(`${name} holds ${found}, the dump had ${rows}`)
    } else fail(`${name} has ${found} ${nounOf(expected, name)}, the dump had ${rows}`)
  }
  for (const name of Object.keys(restored.rows)) {
    if (!Object.hasOwn(expected.rows, name)) surplus(`${name} is there, but not in the dump`)
  }
  for (const [kind, names] of Object.entries(expected.objects)) {
    // What is there besides changes the digest: the archive's own was compared while it was written.
    if (tallies && kind === 'digest' && larger && more === 'kept') continue
    // Any text may be a kind, `constructor` too.
    const found = new Set(Object.hasOwn(restored.objects, kind) ? restored.objects[kind] : [])
    for (const name of names) if (!found.has(name)) fail(`${kind} ${name} is missing`)
  }
  return findings
}

/** Differences that only follow from what could not be restored are blamed as that is. Pure. */
export function blamedOn(causes: readonly Finding[], differences: readonly Finding[]): readonly Finding[] {
  const failed = causes.filter(({ level, about }) => level === 'failure' && about !== undefined)
  const names = failed.flatMap(({ blame, about = [] }) => about.map((name) => ({ blame, name })))
  if (names.length === 0) return differences
  return differences.map((difference) => {
    // "public.post has 0 rows", "index post_title on public.post is missing"
    const subject = difference.message.replace(/ (?:is missing|has \d+ .*)$/s, '').replaceAll('"', '')
    const named = new Set(['*', ...subject.split(/[\s.(]+/)])
    const cause = names.find(({ name }) => named.has(name.replaceAll('"', '')))
    return cause === undefined ? difference : { ...difference, blame: cause.blame }
  })
}

/** "12 tables, 123,456 rows equal", or for files "200 files, 3 directories equal": what `compare` looked at. */
export function describe(facts: Facts): string {
  const { given } = kindOf(facts.engine).counts
  if (given !== undefined && Object.hasOwn(facts.rows, given))
    return `${formatCounts(countsOf(facts))} given to restore, contents not compared`
  return `${formatCounts(countsOf(facts))} equal`
}

/** What facts count, as people say it: tables and rows, files and directories, keys. */
export function countsOf(facts: Facts): readonly Count[] {
  const counts = Object.entries(facts.rows)
  const sum = (values: readonly (readonly [string, number])[]) => values.reduce((total, [, n]) => total + n, 0)
  const { noun, of } = kindOf(facts.engine).counts
  if (of !== undefined) {
    const [objects = [], tables = []] = [true, false].map((is) =>
      counts.filter(([name]) => (name === largeObjects) === is),
    )
    const also = objects.length === 0 ? [] : [{ noun: largeObjects, count: sum(objects) }]
    return [{ noun: of, count: tables.length }, { noun, count: sum(tables) }, ...also]
  }
  const byNoun = Map.groupBy(counts, ([name]) => nounOf(facts, name))
  return [...byNoun].flatMap(([noun, list]) => (sum(list) > 0 ? [{ noun, count: sum(list) }] : []))
}

/** The name under which facts count what is in no table. */
const largeObjects = 'large objects'

/** Whether a backup's size is reasonable against those before it (sealed bytes, newest first). Pure. */
export function compareSize(
  bytes: number,
  before: readonly number[],
  limits: { readonly shrink?: number; readonly grow?: number },
): Finding | undefined {
  const recent = before.slice(0, 7).sort((a, b) => a - b)
  const median = recent[Math.floor(recent.length / 2)]
  if (median === undefined || median === 0) return undefined
  const change = bytes / median - 1
  const percent = `${Math.abs(change * 100).toFixed(0)} %`
  const finding = (word: string, limit: number): Finding => ({
    level: 'failure',
    blame: 'data',
    message: `${bytes} sealed bytes is ${percent} ${word} than the median of the last ${recent.length} backups (${median}); the policy allows ${limit * 100} %`,
    hint: 'If the change is intended, widen verify.size in the policy; otherwise look at what the source lost or gained.',
  })
  if (limits.shrink !== undefined && -change > limits.shrink) return finding('smaller', limits.shrink)
  if (limits.grow !== undefined && change > limits.grow) return finding('larger', limits.grow)
  return undefined
}
