import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

/**
 * Cuts a release: version, change log, dist/, one commit, the tag of the version and the moving tag of its major version.
 * Only says what it would do, unless it is given --apply; never pushes.
 */
const [version = '', ...rest] = process.argv.slice(2)
const apply = rest.includes('--apply')
const usage = 'Usage: script/release X.Y.Z [--apply]'

const git = (...words: readonly string[]) => execFileSync('git', words, { encoding: 'utf8' }).trim()
const read = (path: string) => readFileSync(path, 'utf8')

function stop(message: string): never {
  console.error(`release: ${message}`)
  process.exit(1)
}

const parts = (text: string) => text.split('.').map(Number)
function isNewer(one: string, other: string): boolean {
  const [a, b] = [parts(one), parts(other)]
  const at = a.findIndex((part, i) => part !== b[i])
  return at >= 0 && (a[at] ?? 0) > (b[at] ?? 0)
}

if (!/^\d+\.\d+\.\d+$/.test(version) || rest.some((word) => word !== '--apply')) stop(usage)
const { version: current } = JSON.parse(read('package.json')) as { version: string }
const tag = `v${version}`
const moving = `v${parts(version)[0]}`
if (!isNewer(version, current)) stop(`${version} is not newer than ${current}`)
if (git('status', '--porcelain') !== '') stop('there are changes that are not committed')
if (git('tag', '--list', tag) !== '') stop(`the tag ${tag} is there already`)
const changes = read('CHANGELOG.md')
const unreleased = /^## Unreleased\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(changes)
if (!unreleased?.[1]?.trim()) stop('CHANGELOG.md has nothing below "## Unreleased": nobody would know what changed')

/** Exactly one place of a file, so that a release never changes something else or nothing. */
function replaced(path: string, from: string, to: string, times = 1): readonly [string, string] {
  const text = read(path)
  const found = text.split(from).length - 1
  if (found < times) stop(`${path} does not have ${JSON.stringify(from)}`)
  let [next, left] = [text, times]
  while (left-- > 0) next = next.replace(from, () => to)
  return [path, next]
}

const today = new Date().toISOString().slice(0, 10)
const edits = [
  replaced('package.json', `"version": "${current}"`, `"version": "${version}"`),
  // The lock names the version of the package twice, at its top.
  replaced('package-lock.json', `"version": "${current}"`, `"version": "${version}"`, 2),
  replaced('src/world.ts', `export const version = '${current}'`, `export const version = '${version}'`),
  replaced('CHANGELOG.md', '## Unreleased\n', `## Unreleased\n\n## ${version} (${today})\n`),
]

console.log(
  [
    `${apply ? 'Cutting' : 'Would cut'} ${tag} from ${git('rev-parse', '--short', 'HEAD')} (now ${current}):`,
    `  write ${edits.map(([path]) => path).join(', ')}`,
    '  build dist/',
    `  commit "release: ${tag}", tag ${tag}, move ${moving} to it`,
  ].join('\n'),
)
if (!apply) {
  console.log('Nothing is changed: give --apply to do it.')
  process.exit(0)
}

for (const [path, text] of edits) writeFileSync(path, text)
execFileSync('bash', ['script/build'], { stdio: 'inherit' })
git('add', '--all')
git('commit', '--quiet', '--message', `release: ${tag}`)
git('tag', '--annotate', tag, '--message', tag)
git('tag', '--force', '--annotate', moving, '--message', tag)
console.log(`Done. To publish it:\n  git push origin HEAD ${tag}\n  git push --force origin ${moving}`)
