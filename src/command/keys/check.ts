import { eachAtOnce } from '../../catalog/catalog.ts'
import { isFailure, Problem } from '../../problem.ts'
import { fingerprint, type KeyObject } from '../../seal/seal.ts'
import { namesSome, plural, table } from '../../words/words.ts'
import { openProject, type Project } from '../project/project.ts'
import { problemJson, type Result, type Run } from '../result.ts'
import { keyFolders, keyIds, ownerOf, readKeyCopy } from './boxed.ts'

/** Whom one backup is sealed to, in all stores together. */
interface Sealed {
  readonly id: string
  readonly source: string
  /** Fingerprints, sorted. */
  readonly to: readonly string[]
}

interface Seen {
  readonly backups: readonly Sealed[]
  readonly failed: readonly { readonly what: string; readonly error: unknown }[]
}

/** One key, and what it opens. */
interface KeyUse {
  readonly fingerprint: string
  /** rpub1..., where the policy names it. */
  readonly recipient?: string
  readonly opens: number
  /** Of those, backups that no other key of the policy opens. */
  readonly alone: number
}

/**
 * Tells of every backup, and of every piece of log, who can open it: reads the key objects of all stores, and needs no secret.
 * Fails where a key that the policy does not name can open one, or a key that it names cannot.
 */
export const checkKeys: Run = async (world, options) => {
  const project = await openProject(world, options, { gone: 'too' })
  const seen = await readAll(project, options.source ?? [])
  const { recipients } = project.policy.encryption
  const named = new Map(recipients.map((recipient) => [fingerprint(recipient), recipient]))
  const uses = usesOf(seen.backups, named)
  const strange = uses.filter((use) => use.recipient === undefined && use.opens > 0)
  const lacking = uses.filter((use) => use.recipient !== undefined && use.opens < seen.backups.length)
  const findings = [
    ...strange.map((use) => `${use.fingerprint} is not in the policy, and opens ${plural(use.opens, 'backup')}`),
    ...lacking.map(
      (use) =>
        `${use.fingerprint} is in the policy, and cannot open ${plural(seen.backups.length - use.opens, 'backup')}`,
    ),
  ]
  const problems = [
    ...seen.failed.map(({ error }) => error).slice(0, mostTold),
    ...(findings.length === 0 ? [] : [new Problem('gate-unmet', findings.join('; '), { hint })]),
  ]
  return resultOf(project, seen, uses, findings, problems)
}

const hint =
  'Run `backproof keys rotate` with a secret key that opens them (BACKPROOF_SECRET_KEY): it seals all of them to the recipients of the policy alone.'
const mostTold = 20

async function readAll(project: Project, named: readonly string[]): Promise<Seen> {
  const { world } = project
  const { folders, unread } = await keyFolders(project, named)
  const failed = unread.map(({ where, error }) => ({ what: where, error }))
  const backups: Sealed[] = []
  for (const folder of folders) {
    let count = 0
    try {
      const ids = await keyIds(folder, world.signal)
      using _ = world.log.progress({ what: `${folder.name}: keys`, done: () => count, of: ids.size, unit: 'backups' })
      await eachAtOnce([...ids], async ([id, places]) => {
        const to = new Set<string>()
        for (const place of places) {
          try {
            const object = (await readKeyCopy(place, folder.name, id, world.signal))?.object
            for (const one of recipientsOf(object)) to.add(one)
          } catch (error) {
            if (!isFailure(error)) throw error
            failed.push({ what: id, error })
          }
        }
        if (to.size > 0) backups.push({ id, source: ownerOf(folder.name), to: [...to].sort() })
        count += 1
      })
    } catch (error) {
      if (!isFailure(error)) throw error
      failed.push({ what: folder.name, error })
    }
  }
  return { backups: backups.sort((a, b) => (a.id < b.id ? -1 : 1)), failed }
}

const recipientsOf = (object: KeyObject | undefined) => object?.boxes.map(({ to }) => to) ?? []

function usesOf(backups: readonly Sealed[], named: ReadonlyMap<string, string>): readonly KeyUse[] {
  const all = new Set([...named.keys(), ...backups.flatMap(({ to }) => to)])
  return [...all].map((one) => {
    const opened = backups.filter(({ to }) => to.includes(one))
    const alone = opened.filter(({ to }) => to.every((other) => other === one || !named.has(other)))
    const recipient = named.get(one)
    return { fingerprint: one, ...(recipient ? { recipient } : {}), opens: opened.length, alone: alone.length }
  })
}

function resultOf(
  { world }: Project,
  { backups, failed }: Seen,
  uses: readonly KeyUse[],
  findings: readonly string[],
  problems: readonly unknown[],
): Result {
  const json = {
    version: 1,
    keys: uses.map((use) => ({ ...use, inPolicy: use.recipient !== undefined })),
    backups,
    findings,
    failed: failed.map(({ what, error }) => ({
      what,
      ...problemJson(error),
      message: world.redact(problemJson(error).message),
    })),
  }
  const text: Result['text'] = () => {
    const rows = uses.map((use) => [
      use.fingerprint,
      use.recipient === undefined ? 'not in the policy' : 'in the policy',
      `opens ${use.opens.toLocaleString('en-US')} of ${backups.length.toLocaleString('en-US')}`,
      use.alone > 0 ? `${use.alone.toLocaleString('en-US')} of them alone` : '',
    ])
    return [
      table(rows),
      '',
      ...groupsOf(backups),
      ...failed
        .slice(0, mostTold)
        .map(({ what, error }) => `not known: ${what}: ${world.redact(problemJson(error).message)}`),
    ].join('\n')
  }
  return { json, text, problems }
}

/** "orders: 412 backups open with 1f…, 9c…": those with the same keys together. */
function groupsOf(backups: readonly Sealed[]): readonly string[] {
  const groups = Map.groupBy(backups, ({ source, to }) => `${source} ${to.join(' ')}`)
  return [...groups.values()].flatMap((own) => {
    const [first] = own
    if (!first) return []
    const verb = own.length === 1 ? 'opens' : 'open'
    return [`${first.source}: ${plural(own.length, 'backup')} ${verb} with ${namesSome(first.to, 20)}`]
  })
}
