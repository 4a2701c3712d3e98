import type { z } from 'zod'
import { didYouMean, nearest } from '../../words/words.ts'
import { mayHoldVariables } from '../value/address.ts'
import { keysOf } from '../value/leaf.ts'
import { type Findings, type Path, rangeAt, treeAt } from './position.ts'
import { showPath, showValue } from './show.ts'
import type { Tree } from './tree.ts'

type Issue = z.core.$ZodIssue

/** Why a part of the policy does not have a key that others have, and what to write instead: by its path in that part. */
export type Lacking = Readonly<Record<string, { readonly because: string; readonly hint: string }>>

/** The value of a part of the policy, or undefined with every mistake in it reported as a sentence at its place. */
export function readPart<T extends z.ZodType>(
  schema: T,
  root: Tree,
  path: Path,
  findings: Findings,
  lacking: Lacking = {},
): z.output<T> | undefined {
  const result = schema.safeParse(treeAt(root, path)?.value)
  if (result.success) return result.data
  for (const issue of withoutEchoes(result.error.issues)) {
    if (issue.code !== 'unrecognized_keys') report(issue, root, path, findings)
    else
      for (const key of issue.keys) {
        const own = [...pathOf(issue), key]
        unknownKey(key, issue.message, root, [...path, ...pathOf(issue)], findings, lacking[showPath(own)])
      }
  }
  return undefined
}

/** Without what a misspelt key alone explains: the key that is missing, and what is wrong with its map as a whole. */
function withoutEchoes(issues: readonly Issue[]): readonly Issue[] {
  const misspelt = new Set<string>()
  for (const issue of issues) {
    if (issue.code !== 'unrecognized_keys') continue
    misspelt.add(showPath(pathOf(issue)))
    for (const key of issue.keys) {
      const meant = nearest(key, keysOf.get(issue.message) ?? [])
      if (meant) misspelt.add(showPath([...pathOf(issue), meant]))
    }
  }
  return issues.filter((issue) => {
    const explained = misspelt.has(showPath(pathOf(issue)))
    return !explained || (issue.code !== 'custom' && issue.code !== 'invalid_type' && issue.code !== 'invalid_union')
  })
}

function pathOf(issue: Issue): Path {
  return issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
}

function report(issue: Issue, root: Tree, base: Path, findings: Findings): void {
  const path = [...base, ...pathOf(issue)]
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) unknownKey(key, issue.message, root, path, findings)
    return
  }
  if (issue.code === 'invalid_union') {
    const branch = likeliest(issue)
    if (branch) {
      for (const inner of branch) report(inner, root, path, findings)
      return
    }
  }
  const tree = treeAt(root, path)
  if (!tree) {
    const message = `${showPath(path)} is missing`
    const keys = keysOf.get(issue.message)
    const hint = keys
      ? `Add ${path.at(-1)}, a map with the keys ${keys.join(', ')}.`
      : `Add ${path.at(-1)}: ${issue.message}.`
    findings.add({ message, hint, range: rangeAt(root, path, 'key'), path })
    return
  }
  const range = rangeAt(root, path, 'value')
  const where = path.length === 0 ? 'the file' : showPath(path)
  if (issue.code === 'custom' && issue.params?.['kind'] !== 'expected') {
    findings.add({ message: `${where} ${issue.message}`, hint: issue.params?.['hint'], range, path })
    return
  }
  // What stands where a secret belongs is never repeated.
  const hidden = mayHoldVariables(path) && typeof tree.value === 'string'
  const given = hidden ? '' : `, not ${showValue(tree.value)}`
  const choices = choicesOf(issue)
  const meant = typeof tree.value === 'string' && !hidden ? didYouMean(tree.value, choices) : ''
  // The noun of a map says nothing where it is the key itself: "encryption must be encryption".
  const keys = path.length > 0 && issue.code === 'invalid_type' ? keysOf.get(issue.message) : undefined
  findings.add({
    message: `${where} must be ${keys ? 'a map' : issue.message}${given}${meant}`,
    hint: keys ? `Its keys are ${keys.join(', ')}.` : hintOf(path, tree.value, issue.message),
    range,
    path,
  })
}

/** The words that could stand there. */
function choicesOf(issue: Issue): readonly string[] {
  if (issue.code === 'invalid_union') return issue.errors.flat().flatMap(choicesOf)
  return issue.code === 'invalid_value' ? issue.values.filter((value) => typeof value === 'string') : []
}

/** The alternative whose own type fits, so that only something inside it is wrong. */
function likeliest(issue: Issue & { code: 'invalid_union' }): readonly Issue[] | undefined {
  return issue.errors.find((branch) =>
    branch.every(
      (inner) =>
        inner.path.length > 0 ||
        (inner.code !== 'invalid_type' && inner.code !== 'invalid_value' && inner.code !== 'invalid_union'),
    ),
  )
}

function unknownKey(
  key: string,
  noun: string,
  root: Tree,
  parent: Path,
  findings: Findings,
  lacking?: Lacking[string],
): void {
  const path = [...parent, key]
  if (lacking) {
    const message = `${showPath(path)} is not a key of ${noun}: ${lacking.because}`
    findings.add({ message, hint: lacking.hint, range: rangeAt(root, path, 'key'), path })
    return
  }
  const known = keysOf.get(noun) ?? []
  const elsewhere = nearest(key, known) === undefined ? home(key, noun) : undefined
  const message = `${showPath(path)} is not a key of ${noun}${didYouMean(key, known)}`
  const renamed = noun === 'an assertion' && (key === 'tables' || key === 'files')
  const hint = renamed
    ? `Write required: [...] for ${key} that must be there.`
    : elsewhere
      ? `${key} is a key of ${elsewhere}.`
      : `Its keys are ${known.join(', ')}.`
  findings.add({ message, hint, range: rangeAt(root, path, 'key'), path })
}

/** The kind of map that has the key, where it stands at the wrong place. */
function home(key: string, noun: string): string | undefined {
  for (const [other, keys] of keysOf) {
    if (other !== noun && other !== 'an assertion' && keys.includes(key)) return other
  }
  return undefined
}

/** What to type in its place. */
function hintOf(path: Path, value: unknown, expected: string): string {
  if (path.length === 0) return 'Type `backproof init`, which writes a policy; docs/policy.md describes every key.'
  if (path.at(-1) === 'databases') return `Write ${expected}.`
  return typeof value === 'boolean' ? 'Put it in quotes to make it a text.' : `Write ${expected}.`
}
