import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expectedSkips } from './expected-skip.ts'

/** Adds up what script/test left in a directory: vitest's JSON reports and the lines of checks.tsv. */

interface Report {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message?: string
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

const directory = process.argv[2] ?? 'build/test'
const passed: string[] = []
const failed: string[] = []
const skipped: string[] = []
const lists = new Map([
  ['passed', passed],
  ['failed', failed],
])
// On CI these tiers have all that they need, so a test that is skipped there without being expected is not looked at.
const strict = process.env['CI'] === 'true' ? ['unit', 'container'] : []

for (const file of readdirSync(directory).filter((name) => name.endsWith('.json'))) {
  const tier = file.replace('.json', '')
  const report = JSON.parse(readFileSync(join(directory, file), 'utf8')) as Report
  for (const suite of report.testResults) {
    for (const test of suite.assertionResults) {
      const name = `${tier}: ${suite.name.replace(`${process.cwd()}/`, '')}: ${test.fullName}`
      const list = lists.get(test.status) ?? skipped
      const expected = expectedSkips.some((skip) => skip.test.test(name) && (skip.when ?? true))
      if (list === skipped && strict.includes(tier) && !expected)
        failed.push(`${name} (skipped, which CI does not accept)`)
      else list.push(name)
    }
    // A file that does not even load has no tests to count.
    if (suite.status === 'failed' && suite.assertionResults.length === 0) failed.push(`${tier}: ${suite.name}`)
  }
}

const checks = join(directory, 'checks.tsv')
for (const line of existsSync(checks) ? readFileSync(checks, 'utf8').trim().split('\n') : []) {
  const [name = '', status = '', because = ''] = line.split('\t')
  const list = lists.get(status) ?? skipped
  // A tier that ended badly because of tests that are counted already is not one more failure.
  if (list === failed && name.endsWith(' tier') && failed.some((other) => other.startsWith(name.replace(' tier', ':'))))
    continue
  list.push(because ? `${name}: ${because}` : name)
}

for (const name of skipped) console.log(`skipped: ${name}`)
for (const name of failed) console.log(`FAILED: ${name}`)
const rest = skipped.length > 0 ? `, ${skipped.length} skipped` : ''
console.log(`${passed.length} passed, ${failed.length} failed${rest}`)
process.exitCode = failed.length > 0 || passed.length === 0 ? 1 : 0
