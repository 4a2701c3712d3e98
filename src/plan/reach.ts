import { kindOf, type Policy, type Source, shownLogin, shownTools } from '../policy/policy.ts'
import { durationMs } from '../time/time.ts'
import { addressOf } from './compare.ts'

/** What a changed policy allows that the earlier one did not. */
export interface Reach {
  /** Who can open backups, who can write them, what is deleted sooner, what is taken, or what no longer counts. */
  readonly kind: 'read' | 'write' | 'delete' | 'take' | 'count'
  /** undefined: the whole project. */
  readonly source?: string
  readonly says: string
}

/**
 * What a review must not miss though no backup of today is lost by it. Nothing of a first policy: everything is new, and
 * there is no word yet that the change could go back on. Pure.
 */
export function reachOf(
  before: Policy | undefined,
  after: Policy | undefined,
  renamed: readonly { readonly from: string; readonly to: string }[],
  name: (recipient: string) => string,
): readonly Reach[] {
  if (!before || !after) return []
  const was = new Map(Object.entries(before.sources))
  const sources = Object.values(after.sources).flatMap((source) => {
    const earlier = was.get(renamed.find(({ to }) => to === source.name)?.from ?? source.name)
    const found = earlier
      ? ofSource(earlier, before, source, after)
      : [take(`${describe(source)} is backed up, which was not before`)]
    return found.map((reach) => ({ ...reach, source: source.name }))
  })
  return [...ofProject(before, after, name), ...sources]
}

function ofProject(before: Policy, after: Policy, name: (recipient: string) => string): readonly Reach[] {
  const [was, is] = [before.encryption, after.encryption]
  const gains = (key: string) => !was.recipients.includes(key)
  const signs = (key: string) => was.signers.length > 0 && !was.signers.includes(key)
  return [
    ...(before.project === after.project
      ? []
      : [
          {
            kind: 'count',
            says: `the project ${before.project} is called ${after.project}: no gate counts the backups that there are, and no rule deletes them`,
          } as const,
        ]),
    ...is.recipients.filter(gains).map((key) => ({ kind: 'read', says: `${name(key)} can open new backups` }) as const),
    ...is.signers
      .filter(signs)
      .map((key) => ({ kind: 'write', says: `backups signed by ${name(key)} count` }) as const),
    ...(was.signers.length > 0 && is.signers.length === 0
      ? [{ kind: 'write', says: 'unsigned backups count' } as const]
      : []),
  ]
}

function ofSource(was: Source, before: Policy, is: Source, after: Policy): readonly Omit<Reach, 'source'>[] {
  const fresh = is.stores.filter((store) => !was.stores.includes(store))
  const moved = is.stores.filter(
    (store) => was.stores.includes(store) && addressOf(before.stores[store]) !== addressOf(after.stores[store]),
  )
  const [then, now] = [describe(was), describe(is)]
  const shorter = durationMs(is.retention.grace) < durationMs(was.retention.grace)
  return [
    ...fresh.map((store) => ({ kind: 'read', says: `backups go to ${store}, too` }) as const),
    ...moved.map((store) => ({ kind: 'read', says: `${store} is another place, to which backups go` }) as const),
    ...newImages(was, is).map(
      ([image, gets]) => ({ kind: 'read', says: `the image ${image} is given ${gets}` }) as const,
    ),
    ...newMachines(was, is).map((says) => ({ kind: 'read', says }) as const),
    ...(is.via && (!was.via || shownLogin(is.via) !== shownLogin(was.via))
      ? [{ kind: 'read', says: `ssh ${shownLogin(is.via)} forwards the connection to the server` } as const]
      : []),
    ...(shorter
      ? [
          {
            kind: 'delete',
            says: `what is deleted can be brought back for ${is.retention.grace.text} instead of ${was.retention.grace.text}`,
          } as const,
        ]
      : []),
    ...(then === now ? [] : [take(`${now} is taken instead of ${then}`)]),
  ]
}

const take = (says: string) => ({ kind: 'take', says }) as const

/** Images that come from somewhere else: another tag of the same one is an upgrade. */
function newImages(was: Source, is: Source): readonly (readonly [string, string])[] {
  const of = ({ tools }: Source) => (tools.kind === 'image' ? tools.image : undefined)
  const from = (image: string | undefined) => image?.replace(/@.*$/, '').replace(/:[^/:]*$/, '')
  const [tools, proof] = [of(is), is.verify.image]
  return [
    ...(tools !== undefined && from(tools) !== from(of(was)) ? [[tools, 'what opens the source'] as const] : []),
    ...(proof !== undefined && from(proof) !== from(was.verify.image)
      ? [[proof, 'what test restores open'] as const]
      : []),
  ]
}

/** Machines that are logged in to, and get the passwords of the source. */
function newMachines(was: Source, is: Source): readonly string[] {
  const shown = ({ tools }: Source) => (tools.kind === 'ssh' || tools.kind === 'pod' ? shownTools(tools) : undefined)
  const now = shown(is)
  return now === undefined || now === shown(was) ? [] : [`${now} is given what opens the source`]
}

const describe = (source: Source) => kindOf(source.engine).describe(source)
