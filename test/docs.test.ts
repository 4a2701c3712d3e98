import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { exitCodeOf } from '../src/cli.ts'
import { commands } from '../src/command/all.ts'
import { parse as parseCommandLine } from '../src/command/argument.ts'
import { options } from '../src/command/option.ts'
import { engineNames } from '../src/policy/policy.ts'
import { Problem, type ProblemCode } from '../src/problem.ts'
import { recipientFault, signerFault } from '../src/seal/seal.ts'

// Every page of the repository. The goldens are what reports look like, and are tested as such.
const pages = globSync('**/*.md', {
  exclude: (path) => /(^|\/)(node_modules|golden)$|^dist$|^test\/tmp/.test(path),
}).sort()
const textOf = (page: string) => readFileSync(page, 'utf8')
const operations = textOf('docs/operations.md')

/** Fenced blocks of a language, with the line that each begins on. */
function blocksOf(page: string, language: string) {
  return [...textOf(page).matchAll(/^```(\S*)[^\n]*\n([\s\S]*?)^```$/gm)]
    .filter(([, name]) => name === language)
    .map(({ index, 2: text = '' }) => ({ text, line: textOf(page).slice(0, index).split('\n').length + 1 }))
}

/** Anchors as GitHub makes them of headings. */
function anchorsOf(page: string): readonly string[] {
  const headings = [...textOf(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading)
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

/** The first cells of the table below this line of a page. */
function tableOf(text: string, head: string): readonly (readonly string[])[] {
  const at = text.indexOf(head)
  expect(at, `a table that begins ${head}`).toBeGreaterThan(-1)
  const rows = text.slice(at).split('\n\n')[0]?.split('\n').slice(2) ?? []
  return rows
    .filter((row) => row.startsWith('|'))
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}

test('the pages contain what the checks below look for', () => {
  const found = (language: string) => pages.flatMap((page) => blocksOf(page, language)).length
  expect([found('yaml'), found('sh'), found('json')].every((count) => count > 0)).toBe(true)
  expect(pages.flatMap(commandLinesOf).length).toBeGreaterThan(10)
  expect(pages.flatMap((page) => [...textOf(page).matchAll(/\]\([^)\s]+\)/g)]).length).toBeGreaterThan(20)
})

describe.each(pages)('%s', (page) => {
  test('has only links with an existing target', () => {
    const prose = textOf(page).replaceAll(/^```[\s\S]*?^```$/gm, '')
    const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g), ...prose.matchAll(/<img [^>]*src="([^"]+)"/g)]
    const targets = links.map(([, target = '']) => target)
    for (const target of targets.filter((one) => !/^https?:/.test(one))) {
      const [path = '', anchor] = target.split('#')
      const file = path === '' ? page : join(dirname(page), path)
      expect(existsSync(file), `${target} of ${page}`).toBe(true)
      if (anchor) expect(anchorsOf(file), `${target} of ${page}`).toContain(anchor)
    }
  })

  test('has only YAML and JSON that parse', () => {
    for (const { text, line } of [...blocksOf(page, 'yaml'), ...blocksOf(page, 'yml')]) {
      const errors = parseAllDocuments(text).flatMap((document) => ('errors' in document ? document.errors : []))
      expect(
        errors.map(({ message }) => message),
        `${page}:${line}`,
      ).toEqual([])
    }
    for (const { text, line } of blocksOf(page, 'json')) {
      expect(() => JSON.parse(text), `${page}:${line}`).not.toThrow()
    }
  })

  test('has no valid key in a policy that a reader could forget to replace', () => {
    // Backups would be sealed to a key that nobody has, or that everybody can read here.
    for (const { text, line } of blocksOf(page, 'yaml')) {
      for (const [key] of text.matchAll(/\b(?:rpub|rsig)1\S*?(?=[\],\s])/g))
        expect(recipientFault(key) ?? signerFault(key), `${page}:${line}: ${key}`).toBeDefined()
    }
  })

  test('has only command lines that the parser accepts', () => {
    for (const { words, line } of commandLinesOf(page)) {
      expect(() => parseCommandLine(words), `${page}:${line}: backproof ${words.join(' ')}`).not.toThrow()
    }
  })

  test('names only scripts and files that exist in the repository', () => {
    for (const [, path = ''] of textOf(page).matchAll(
      /`((?:script|workflows-examples|docs|test|src)\/[\w./-]+)[^`]*`/g,
    )) {
      expect(existsSync(path), `${path} of ${page}`).toBe(true)
      if (path.startsWith('script/') && !path.endsWith('.ts')) expect(statSync(path).mode & 0o111).toBeGreaterThan(0)
    }
  })
})

/** Lines `backproof ...` of shell blocks, and spans of code that say more than a command's name. */
function commandLinesOf(page: string) {
  const lines = blocksOf(page, 'sh').flatMap(({ text, line }) =>
    text.split('\n').map((one, i) => ({ text: one, line: line + i })),
  )
  const spans = [...textOf(page).matchAll(/`(backproof [^`]+)`/g)].map(({ index, 1: text = '' }) => ({
    text,
    line: textOf(page).slice(0, index).split('\n').length,
  }))
  return [...lines, ...spans]
    .filter(({ text }) => text.startsWith('backproof ') && !/^backproof [A-Z]/.test(text))
    .map(({ text, line }) => ({ words: wordsOf(text).slice(1), line }))
}

/** As a shell parts them, as far as the documentation's quotes go. */
function wordsOf(line: string): readonly string[] {
  const command = line.replace(/ #.*/, '')
  return [...command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '')
}

describe('README.md', () => {
  test('has a picture of the job summary and one of a comment, each with alternative text', () => {
    const pictures = [...textOf('README.md').matchAll(/<img alt="([^"]{20,})" src="docs\/picture\/(\w+)\.png"/g)]
    expect(pictures.map(([, , name]) => name)).toEqual(['summary', 'comment'])
  })

  test('has a table of engines and a table of stores, with a chapter and the tested versions in each row', () => {
    const engines = tableOf(textOf('README.md'), '| engine | versions |')
    const stores = tableOf(textOf('README.md'), '| store | tested against |')
    expect([engines.length >= 3, stores.length]).toEqual([true, 2])
    for (const [cell = ''] of [...engines, ...stores]) expect(cell).toMatch(/^\[[\w ]+\]\(docs\/\w+\.md#\w+\)$/)
    const [, list = ''] =
      /of \[([\d, ]+)\]\) engineContract/.exec(textOf('test/engine/postgres/postgres.container.test.ts')) ?? []
    const majors = list.split(', ').map(Number)
    expect(engines.flat()).toContain(`${Math.min(...majors)} to ${Math.max(...majors)}`)
  })

  test('gives the same speed figures as bench/README.md', () => {
    const [, stored, read] = /takes ([\d.]+) of restic's time, and ([\d.]+) with/.exec(textOf('README.md')) ?? []
    const [row] = tableOf(textOf('bench/README.md'), '| seconds |').filter(([cell]) =>
      cell?.startsWith('ours against restic'),
    )
    expect(row?.[1]).toBe(`${stored}, ${read}`)
  })

  test('gives a version for every tool that it compares with', () => {
    const rows = tableOf(textOf('README.md'), '| tool | backs up |')
    expect(rows).toHaveLength(6)
    for (const [tool = ''] of rows) expect(tool).toMatch(/ \d+(\.\d+)?$|documented in \d{4}|_dump` \d+/)
    for (const row of rows.slice(1)) expect(row[4]).toMatch(/[a-z]{4}/)
  })

  test('uses the action only with inputs that exist', () => {
    const { inputs } = parse(readFileSync('action.yml', 'utf8')) as { inputs: object }
    const steps = blocksOf('README.md', 'yaml').flatMap(({ text }) => {
      const value: unknown = parse(text)
      return Array.isArray(value) ? (value as { uses: string; with: object }[]) : []
    })
    expect(steps.length).toBeGreaterThan(0)
    for (const step of steps) {
      expect(step.uses).toBe('backproof/backproof@v1')
      expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(step.with)))
    }
  })
})

test('docs/engines.md has a chapter for every engine', () => {
  const names: Readonly<Record<string, string>> = { postgresql: 'postgres' }
  const [engines = ''] = textOf('docs/engines.md').split('## What each engine passes')
  const chapters = [...engines.matchAll(/^## (.*)$/gm)].map(([, heading = '']) => heading.toLowerCase())
  expect(chapters.map((name) => names[name] ?? name).sort()).toEqual([...engineNames].sort())
})

describe('docs/operations.md', () => {
  test('lists every command', () => {
    const named = tableOf(operations, '| command | does |').flatMap(([cell = '']) =>
      [...cell.matchAll(/`([a-z]+)/g)].map(([, name]) => name),
    )
    expect(named.sort()).toEqual(Object.keys(commands).sort())
  })

  test('lists the exit codes that exist', () => {
    const source = readFileSync('src/problem.ts', 'utf8').split('\n\n')[0] ?? ''
    const codes = [...source.matchAll(/\| '([a-z-]+)'/g)].map(([, code]) => code as ProblemCode)
    expect(codes.length).toBeGreaterThan(30)
    const exits = new Set([0, ...codes.map((code) => exitCodeOf([new Problem(code, 'x')]))])
    const rows = tableOf(operations, '| exit code | means |')
    expect(rows.map(([code]) => Number(code))).toEqual([...exits].sort((a, b) => a - b))
    const overview = parseCommandLine(['--help'])
    const help = overview.kind === 'text' ? overview.text.replaceAll('\n', ' ') : ''
    for (const exit of exits) expect(help).toMatch(new RegExp(`[ ,]${exit} [a-z]`))
  })

  test('lists the variables that the program reads, and no others', () => {
    const own = /\b(BACKPROOF_[A-Z_]+|NO_COLOR|XDG_CACHE_HOME)\b/g
    const read = globSync('src/**/*.ts').flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/env(?:\[|\.)'?([A-Z_]+)/g)].map(([, name = '']) => name),
    )
    const rows = tableOf(operations, '| variable | for |').flatMap(([cell = '']) => cell.match(own) ?? [])
    expect([...new Set(rows)].sort()).toEqual([...new Set(read.filter((name) => name.match(own)))].sort())
  })

  test('lists the outputs of the action, and the inputs that are not options', () => {
    const { inputs, outputs } = parse(readFileSync('action.yml', 'utf8')) as { inputs: object; outputs: object }
    const rows = tableOf(operations, '| output | holds |').map(([cell = '']) => cell.replaceAll('`', ''))
    expect(rows.sort()).toEqual(Object.keys(outputs).sort())
    const names: readonly string[] = options.map(({ name }) => name)
    const sentence = /Its inputs are the options([^;]*);/.exec(operations)?.[1] ?? ''
    const said = [...sentence.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name)
    expect(said.sort()).toEqual(
      Object.keys(inputs)
        .filter((name) => !names.includes(name))
        .sort(),
    )
  })
})
