import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isExpected } from './expected-skip.ts'

/** Adds up what script/test left in a directory: vitest's JSON reports and the lines of checks.tsv. */

interface Report {
  readonly startTime: number
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message?: string
    readonly endTime: number
    readonly assertionResults: readonly {
      readonly fullName: string
      readonly status: string
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

const directory = process.argv[2] ?? 'build/test'
const passed: string[] = []
const failed: string[] = []
const skipped: string[] = []
const unsteady: string[] = []
const lists = new Map([
  ['passed', passed],
  ['failed', failed],
])
// On CI these tiers have all that they need, so a test that is skipped there without being expected is not looked at.
const strict = process.env['CI'] === 'true' ? ['unit', 'process', 'container'] : []
const tiers: string[] = []
const refusal = 'skipped, which CI does not accept'

for (const file of readdirSync(directory).filter((name) => name.endsWith('.json'))) {
  const tier = file.replace('.json', '')
  const report = JSON.parse(readFileSync(join(directory, file), 'utf8')) as Report
  const lastAt = Math.max(report.startTime, ...report.testResults.map(({ endTime }) => endTime))
  const count = report.testResults.reduce((sum, { assertionResults }) => sum + assertionResults.length, 0)
  tiers.push(`${tier} tier: ${count} tests in ${Math.ceil((lastAt - report.startTime) / 1000)} s`)
  for (const suite of report.testResults) {
    for (const test of suite.assertionResults) {
      const place = suite.name.replace(`${process.cwd()}/`, '')
      const name = `${tier}: ${place}: ${test.fullName}`
      const list = lists.get(test.status) ?? skipped
      const reason = (test.failureMessages[0] ?? '').split('\n', 1)[0]?.slice(0, 300) ?? ''
      if (list === skipped && strict.includes(tier) && !isExpected(place, test.fullName))
        failed.push(`${name} (${refusal})`)
      else list.push(list === failed ? `${name}: ${reason}` : name)
      if (list === passed && reason !== '') unsteady.push(`${name}: ${reason}`)
    }
    // A file that does not even load has no tests to count.
    if (suite.status === 'failed' && suite.assertionResults.length === 0) failed.push(`${tier}: ${suite.name}`)
  }
}

const checks = join(directory, 'checks.tsv')
const lines = existsSync(checks) ? readFileSync(checks, 'utf8').split('\n') : []
for (const line of lines.filter((one) => one !== '')) {
  const [name = '', status = '', because = ''] = line.split('\t')
  const known = lists.get(status) ?? skipped
  const refused = known === skipped && strict.some((tier) => name === `${tier} tier`) && !isExpected('', name)
  const list = refused ? failed : known
  // A tier that ended badly because of tests that are counted already is not one more failure.
  if (list === failed && name.endsWith(' tier') && failed.some((other) => other.startsWith(name.replace(' tier', ':'))))
    continue
  list.push(`${name}${because ? `: ${because}` : ''}${refused ? ` (${refusal})` : ''}`)
}

for (const line of tiers) console.log(line)
for (const name of skipped) console.log(`skipped: ${name}`)
for (const name of unsteady) console.log(`UNSTEADY, passed at the second try only: ${name}`)
for (const name of failed) console.log(`FAILED: ${name}`)
if (skipped.length > 0) console.log(`${skipped.length} skipped`)
// Alone on the last line, for whoever reads only that.
console.log(`${passed.length} passed, ${failed.length} failed`)
process.exitCode = failed.length > 0 || passed.length === 0 ? 1 : 0
