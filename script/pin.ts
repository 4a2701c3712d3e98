import { execFileSync } from 'node:child_process'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { pins } from '../src/command/init/pin.ts'

/**
 * Moves the pins of other people's actions to their newest release, in src/command/init/pin.ts and in every example. Read what
 * changed before you commit it: a pin is only worth what a person has read. Only says so, unless it is given --apply.
 */
const words = process.argv.slice(2)
const apply = words.includes('--apply')
const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length) ?? 'https://github.com'

interface Pin {
  readonly sha: string
  readonly version: string
}

const numbers = (version: string) => version.slice(1).split('.').map(Number)
function compare(one: string, other: string): number {
  const [a, b] = [numbers(one), numbers(other)]
  return [0, 1, 2].map((i) => (a[i] ?? 0) - (b[i] ?? 0)).find((difference) => difference !== 0) ?? 0
}

/** The commit of the newest tag vX.Y.Z; an annotated tag names its commit on a line of its own. */
function newest(action: string): Pin | undefined {
  const lines = execFileSync('git', ['ls-remote', '--tags', `${from}/${action}`], { encoding: 'utf8' })
    .trim()
    .split('\n')
  const found = new Map<string, string>()
  for (const line of lines) {
    const [, sha = '', version = '', peeled] =
      /^([0-9a-f]{40})\trefs\/tags\/(v\d+\.\d+\.\d+)(\^\{\})?$/.exec(line) ?? []
    if (version !== '' && (peeled || !found.has(version))) found.set(version, sha)
  }
  const [last] = [...found].sort(([a], [b]) => compare(b, a))
  return last && { version: last[0], sha: last[1] }
}

const files = ['src/command/init/pin.ts', ...globSync('workflows-examples/*.yml')]
for (const [action, now] of Object.entries(pins)) {
  const next = newest(action)
  if (!next) {
    console.error(`pin: ${from}/${action} has no tag vX.Y.Z`)
    process.exitCode = 1
  } else if (compare(next.version, now.version) <= 0) {
    console.log(`${action} stays at ${now.version}`)
  } else {
    console.log(`${action} ${now.version} -> ${next.version} (${next.sha})`)
    if (apply) for (const file of files) move(file, action, now, next)
  }
}
if (!apply) console.log('Nothing is changed: give --apply to do it.')

function move(file: string, action: string, now: Pin, next: Pin): void {
  const text = readFileSync(file, 'utf8')
  const moved = text
    .replaceAll(`${action}@${now.sha} # ${now.version}`, `${action}@${next.sha} # ${next.version}`)
    .replaceAll(
      `'${action}': { sha: '${now.sha}', version: '${now.version}' }`,
      `'${action}': { sha: '${next.sha}', version: '${next.version}' }`,
    )
  if (moved !== text) writeFileSync(file, moved)
}
