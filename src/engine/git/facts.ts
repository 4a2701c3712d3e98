import type { Counted, Facts } from '../contract.ts'
import { type Git, linesOf } from './program.ts'
import { byName, type Head, headText, isId, isRefName, type Ref, type Refs, shownName } from './ref.ts'

/** What facts say of refs: their names with what they lead to, and where HEAD leads. */
export function refFacts({ refs, head }: Omit<Refs, 'format'>): Facts['objects'] {
  return {
    ref: refs.map(({ name, id }) => `${shownName(name)} ${id}`).sort(),
    head: [shownName(headText(head).trimEnd())],
  }
}

/** Where HEAD pointed, by the backup's facts; a name that no ref can have gives main. */
export function headOf({ objects }: Facts): Head {
  const [said = ''] = objects['head'] ?? []
  if (isId(said)) return { id: said }
  const ref = Buffer.from(said.replace(/^ref: /, ''), 'utf8').toString('latin1')
  return { ref: isRefName(ref) ? ref : 'refs/heads/main' }
}

/** All refs of a repository that git reads, as of one listing. Throws what git says of one that it leaves out. */
export async function listRefs(git: Git, signal: AbortSignal): Promise<readonly Ref[]> {
  const child = git.spawn(['for-each-ref', '--format=%(objectname) %(refname)'], signal)
  const refs: Ref[] = []
  for await (const line of linesOf(child.stdout as AsyncIterable<Buffer>)) {
    const at = line.indexOf(' ')
    refs.push({ id: line.slice(0, at), name: line.slice(at + 1) })
  }
  // With exit code 0: a ref of a name that none may have, one that holds no id, and whatever else it comes to leave out.
  const ignored = /^warning: ignoring (.*)/m.exec(await child.ended)?.[1]
  if (ignored !== undefined) throw new Error(`git leaves something out: ignoring ${ignored}`)
  return byName(refs)
}

/** The commits that the refs, and HEAD, reach; of some refs or of all. */
export async function countCommits(
  git: Git,
  refs: readonly Ref[] | 'all',
  signal: AbortSignal,
  counted: Counted = () => {},
): Promise<number> {
  const child = git.spawn(['rev-list', ...(refs === 'all' ? ['--all'] : ['--stdin'])], signal, 'open')
  child.stdin.end(refs === 'all' ? '' : refs.map(({ id }) => `${id}\n`).join(''))
  let count = 0
  let told = 0
  for await (const _ of linesOf(child.stdout as AsyncIterable<Buffer>)) {
    count += 1
    if (count - told < 1000 && told > 0) continue
    counted(count - told)
    told = count
  }
  await child.ended
  if (count > told) counted(count - told)
  return count
}
