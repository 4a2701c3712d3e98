import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { table } from '../src/words/words.ts'

/*
 * script/contract-table.ts DIRECTORY [--write]: what every engine passed of the contract suite, out of vitest's JSON reports.
 * Prints the table, and fails where docs/engines.md does not have its rows; with --write it puts them there. A tier that did
 * not run keeps the rows that it has.
 */

interface Test {
  readonly title: string
  readonly ancestorTitles: readonly string[]
  readonly status: string
  readonly meta?: { readonly reason?: string }
}

interface Row {
  readonly engine: string
  readonly tier: string
  /** One for each column; a reason where it is not a plain pass. */
  readonly cells: readonly string[]
}

const columns: readonly (readonly [name: string, title: RegExp])[] = [
  ['dump', /^a dump ends in one result|^the facts match the seed/],
  ['cut dump', /^a dump cut off|^damage found during a restore/],
  ['wrong password', /^a wrong password/],
  ['too few rights', /^a user with too few rights/],
  ['restore elsewhere', /^a throw-away target|^a target that is not empty/],
  ['equal facts', /^the facts are equal after a restore/],
  ['partial', /^--only/],
  ['under writes', /^a dump during writes/],
  ['killed', /^a dump whose process is killed/],
  ['leftovers', /^a dump leaves nothing/],
]
const path = 'docs/engines.md'
const [begin, end] = ['<!-- contract: begin -->\n', '<!-- contract: end -->']

const [directory = 'build/test', flag] = process.argv.slice(2)
const tiers = ['process', 'container', 'extended'].filter((tier) => existsSync(join(directory, `${tier}.json`)))
const ran = tiers.flatMap((tier) => rowsOf(tier, readFileSync(join(directory, `${tier}.json`), 'utf8')))
const page = readFileSync(path, 'utf8')
const from = page.indexOf(begin) + begin.length
const to = page.indexOf(end)
if (from < begin.length || to < from) throw new Error(`${path} has no place for the table`)

const written = parse(page.slice(from, to))
// What a run of some files does not have stays as it is written; a whole tier must have all rows, and no more.
const rows = [
  ...written.filter((row) => (flag === '--write' ? !ran.some((own) => isSame(own, row)) : !tiers.includes(row.tier))),
  ...ran,
].sort((a, b) => a.engine.localeCompare(b.engine, 'en', { numeric: true }) || a.tier.localeCompare(b.tier))
if (ran.length > 0)
  console.log(
    table([['engine', ...columns.map(([name]) => name)], ...rows.map(({ engine, cells }) => [engine, ...cells])]),
  )
const text = render(rows)
if (flag === '--write') writeFileSync(path, page.slice(0, from) + text + page.slice(to))
else if (text !== page.slice(from, to)) {
  console.error(`${path} does not have this table: run node script/contract-table.ts ${directory} --write`)
  process.exitCode = 1
}

function isSame(a: Row, b: Row): boolean {
  return a.engine === b.engine && a.tier === b.tier
}

function rowsOf(tier: string, json: string): readonly Row[] {
  const { testResults } = JSON.parse(json) as { testResults: readonly { assertionResults: readonly Test[] }[] }
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
  const ofEngine = Map.groupBy(tests, ({ ancestorTitles }) => /^engine (.*)/.exec(ancestorTitles.at(-1) ?? '')?.[1])
  return [...ofEngine].flatMap(([engine, own]) => {
    if (engine === undefined || !own.some(({ title }) => columns[0]?.[1].test(title))) return []
    return [{ engine, tier, cells: columns.map(([, title]) => cellOf(own.filter((test) => title.test(test.title)))) }]
  })
}

/** The worst of the tests that a column stands for. */
function cellOf(tests: readonly Test[]): string {
  if (tests.some(({ status }) => status === 'failed')) return 'FAILED'
  const reason = tests.find(({ meta }) => meta?.reason !== undefined)?.meta?.reason
  if (reason !== undefined) return reason
  return tests.length > 0 && tests.every(({ status }) => status === 'passed') ? 'passed' : 'not run'
}

/** Reasons are numbered below the table, so that its columns stay narrow. */
function render(rows: readonly Row[]): string {
  const reasons: string[] = []
  const cell = (text: string) => {
    if (['passed', 'FAILED', 'not run'].includes(text)) return text
    if (!reasons.includes(text)) reasons.push(text)
    return `– ${reasons.indexOf(text) + 1}`
  }
  const head = ['engine', 'tier', ...columns.map(([name]) => name)]
  const lines = [
    head,
    head.map(() => '---'),
    ...rows.map(({ engine, tier, cells }) => [engine, tier, ...cells.map(cell)]),
  ]
  const notes = reasons.map((reason, index) => `${index + 1}. ${reason}`)
  return `${[...lines.map((line) => `| ${line.join(' | ')} |`), '', ...notes].join('\n')}\n`
}

function parse(text: string): readonly Row[] {
  const reasons = new Map(
    [...text.matchAll(/^(\d+)\. (.*)$/gm)].map(([, number = '', reason = '']) => [`– ${number}`, reason]),
  )
  return text.split('\n').flatMap((line) => {
    const [engine = '', tier = '', ...cells] = line
      .split('|')
      .slice(1, -1)
      .map((part) => part.trim())
    if (!line.startsWith('|') || engine === 'engine' || /^-+$/.test(engine)) return []
    return [{ engine, tier, cells: cells.map((cell) => reasons.get(cell) ?? cell) }]
  })
}
