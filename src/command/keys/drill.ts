import { type Entry, putKeyDrill, standing } from '../../catalog/catalog.ts'
import { isFailure, Problem } from '../../problem.ts'
import { type SecretKey, unboxDataKey } from '../../seal/seal.ts'
import { readKeys } from '../../verify/verify.ts'
import { plural } from '../../words/words.ts'
import { whoIs } from '../../world.ts'
import { openProject, type Project } from '../project/project.ts'
import { problemJson, type Run } from '../result.ts'
import { keysHeld } from './age.ts'
import { tryKey } from './boxed.ts'

interface Opened {
  readonly source: string
  readonly backup: string
  readonly store: string
}

/**
 * Opens the newest backup of every source with each secret key that is given, and keeps that it did: so that a key which is lost,
 * or was never the right one, is found while another still opens the backups. Writes nothing unless all of them opened.
 */
export const drillKeys: Run = async (world, options) => {
  if ((options.source ?? []).length > 0)
    throw new Problem('usage', 'a drill of a key is of every source', {
      hint: 'Run `backproof keys drill` without --source.',
    })
  const project = await openProject(world, options)
  const signing = project.signingKey()
  const newest = await newestOf(project)
  const held = new Map(keysHeld(project.policy).map((key) => [key.fingerprint, key]))
  const problems: unknown[] = []
  const keys: { fingerprint: string; outcome: 'passed' | 'failed'; opened: readonly Opened[] }[] = []
  for (const key of await project.secretKeys()) {
    const { opened, failures } = await openAll(project, newest, key)
    if (!held.has(key.fingerprint)) failures.push(strange(key, project))
    problems.push(...failures)
    keys.push({ fingerprint: key.fingerprint, outcome: failures.length === 0 ? 'passed' : 'failed', opened })
    if (failures.length > 0) continue
    const { places } = await project.places({ name: 'keys', stores: Object.keys(project.policy.stores) })
    const drill = { recipient: key.fingerprint, at: world.now(), by: whoIs(world.origin), opened }
    await putKeyDrill(places, drill, signing, world.signal)
  }
  const text = () =>
    [
      ...keys.map(({ fingerprint, outcome, opened }) => {
        const said = `opens the newest backup of ${plural(opened.length, 'source')}`
        return outcome === 'passed' ? `✓ ${fingerprint} ${said}` : `✗ ${fingerprint} ${said}, and that is not all`
      }),
      ...problems.map((problem) => `  ${world.redact(problemJson(problem).message)}`),
    ].join('\n')
  return { json: { version: 1, keys }, text, problems }
}

/** The newest good backup of each source. Throws where there is none at all. */
async function newestOf(project: Project): Promise<readonly Entry[]> {
  const now = project.world.now()
  const found: Entry[] = []
  for (const source of project.sources) {
    const { entries } = await project.catalog(source)
    const newest = entries.find((entry) => standing(entry, now) === 'good')
    if (newest) found.push(newest)
  }
  if (found.length > 0) return found
  throw new Problem('usage', 'there is no backup that a key could be tried on', {
    hint: 'Run `backproof backup` first.',
  })
}

async function openAll(project: Project, entries: readonly Entry[], key: SecretKey) {
  const { signal } = project.world
  const opened: Opened[] = []
  const failures: unknown[] = []
  for (const { id, manifest, copies } of entries) {
    try {
      const [store = ''] = copies
      const place = await project.place(store)
      const dataKey = unboxDataKey(await readKeys(place, manifest, signal), [key])
      await tryKey(place, manifest, dataKey, signal)
      opened.push({ source: manifest.source, backup: id, store })
    } catch (error) {
      if (!isFailure(error)) throw error
      failures.push(error)
    }
  }
  return { opened, failures }
}

const strange = ({ fingerprint }: SecretKey, { policy }: Project) =>
  new Problem('key-wrong', `${fingerprint} is not a recipient of ${policy.path}: new backups are not sealed to it`, {
    hint: 'Use the secret key of a recipient of the policy; `backproof keys check` shows them.',
  })
