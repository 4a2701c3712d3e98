import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { commands } from '../src/command/all.ts'
import { restoreAt } from '../src/judge/judge.ts'
import { Problem, remedy } from '../src/problem.ts'

/** Of each `new Problem(` of a file: its line, and its arguments as they are written. */
function problemsIn(text: string): readonly { readonly line: number; readonly args: string }[] {
  return [...text.matchAll(/new Problem\(/g)].map(({ index, 0: call }) => {
    const from = index + call.length
    return { line: text.slice(0, index).split('\n').length, args: text.slice(from, endOf(text, from)) }
  })
}

/** Where the parenthesis closes that was opened before `from`; texts may hold others. */
function endOf(text: string, from: number): number {
  const open: string[] = []
  for (let at = from; at < text.length; at += 1) {
    const here = text.charAt(at)
    const quote = open.at(-1) ?? ''
    if (quote !== '' && '\'"`'.includes(quote)) {
      if (here === '\\') at += 1
      else if (here === quote) open.pop()
      else if (quote === '`' && here === '$' && text[at + 1] === '{') {
        open.push('{')
        at += 1
      }
    } else if ('\'"`([{'.includes(here)) open.push(here)
    else if (')]}'.includes(here) && open.pop() === undefined) return at
  }
  throw new Error('a parenthesis is not closed')
}

/** A person has stopped it, and knows what to do. */
const withoutHint = /^\s*'cancelled'/

const all = globSync('src/**/*.ts').flatMap((path) =>
  problemsIn(readFileSync(path, 'utf8')).map(({ line, args }) => ({ at: `${path}:${line}`, args })),
)

test('every failure has a hint', () => {
  expect(all.length).toBeGreaterThan(250)
  expect(all.filter(({ args }) => !/\bhint\b/.test(args) && !withoutHint.test(args)).map(({ at }) => at)).toEqual([])
})

test('a literal hint is a complete sentence', () => {
  const literal = /hint:\s*(?:'((?:[^'\\]|\\.)*)'|"([^"]*)")/g
  const hints = all.flatMap(({ at, args }) => [...args.matchAll(literal)].map(([, a, b]) => ({ at, hint: a ?? b })))
  const said = [...hints, ...Object.entries(remedy).map(([at, hint]) => ({ at, hint }))]
  expect(said.length).toBeGreaterThan(120)
  expect(said.filter(({ hint }) => !/^[A-Z"`].*[.?]$/s.test(hint ?? ''))).toEqual([])
})

test('a command that a message or a page names exists', () => {
  const words: Readonly<Record<string, readonly string[]>> = {
    keys: ['generate', 'index', 'check', 'rotate', 'split', 'join', 'kit', 'drill'],
    alert: ['check', 'test'],
  }
  const named = globSync(['src/**/*.ts', 'docs/*.md', 'README.md']).flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/`backproof ([a-z]+)(?: ([a-z]+))?/g)].map(
      ([text, command = '', word]) => ({
        ...{ path, text, command, word },
      }),
    ),
  )
  expect(named.length).toBeGreaterThan(100)
  const unknown = named.filter(
    ({ command, word }) =>
      !(command in commands) || (word !== undefined && words[command] !== undefined && !words[command].includes(word)),
  )
  expect(unknown.map(({ path, text }) => `${path}: ${text}`)).toEqual([])
})

test('a restore to a moment that a hint tells to run says into what', () => {
  const said = globSync('src/**/*.ts').flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/(?<!examples?: )`backproof restore (--source [^`]*--at[^`]*)`/g)].map(
      ([text]) => `${path}: ${text}`,
    ),
  )
  expect(said.filter((text) => !text.includes('--into'))).toEqual([])
  expect(restoreAt({ name: 'orders', engine: 'postgres' }, new Date('2026-02-14T14:29:00.500Z'))).toBe(
    "backproof restore --source orders --at 2026-02-14T14:29:00Z --into '${RESTORE_URL}'",
  )
})

test('the rule finds a failure without a hint, even behind texts with parentheses', () => {
  const text = "throw new Problem('usage', `a ${f(')')} ) b`)\nnew Problem('usage', 'x', { hint: 'Y.' })"
  expect(problemsIn(text).map(({ args }) => /\bhint\b/.test(args))).toEqual([false, true])
  expect(new Problem('usage', 'x').hint).toBeUndefined()
})
