import { resolve } from 'node:path'
import { type Engine, type Overlap, realPath, type Target, type TargetBy } from '../../engine/engine.ts'
import { hasScheme, inDatabase, type Source } from '../../policy/policy.ts'
import { isProblem, Problem } from '../../problem.ts'
import { namesSome } from '../../words/words.ts'
import type { World } from '../../world.ts'
import { isOutside } from '../project/policy-file.ts'
import type { Project } from '../project/project.ts'

const variable = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g

/** What a person typed that may have a password in it, masked before anything else can print it. */
export function maskTargets(world: World, typed: readonly (string | undefined)[]): void {
  for (const text of typed) {
    if (text === undefined) continue
    // A space or a quotation mark that was pasted with it leaves its password a password.
    const filled = text.replace(variable, (_, name: string) => world.env[name] ?? '').replace(/^[\s"'`]+/, '')
    if (!hasScheme(filled)) continue
    // Not only where it is a URL by the book: one with a sign that should have been encoded has a password as well.
    const user = /^[^:]*:\/\/[^/?#]*?:(.*)@/s.exec(filled)?.[1] ?? ''
    // One with several hosts is no URL by the book either.
    const url = URL.parse(filled)
    const query = new URLSearchParams(/\?([^#]*)/s.exec(filled)?.[1] ?? '')
    const parameters = ['password', 'sslpassword'].map((name) => query.get(name) ?? '')
    const passwords = [user, url?.password ?? '', ...parameters].filter((one) => one !== '')
    for (const secret of passwords.length > 0 ? [...passwords, filled] : []) world.mask(secret)
  }
}

/** Where to: `${NAME}` is taken from the environment, so that no password needs to stand in an argument list. */
export async function openTarget(
  { world, bench }: Pick<Project, 'world' | 'bench'>,
  engine: Engine,
  into: string | undefined,
  by: TargetBy,
  signal: AbortSignal,
): Promise<Target> {
  if (!into)
    throw new Problem('usage', 'restore needs a target', {
      hint: 'Add --into with a database URL, a folder or a file, set recovery.into of the source in the policy, or add --raw with a folder for the decrypted parts.',
    })
  const text = into.replace(variable, (_, name: string) => {
    const value = world.env[name]
    if (!value)
      throw new Problem('secret-missing', `--into names ${name}, which is not set`, {
        hint: `Run export ${name}=... first.`,
      })
    return value
  })
  const target = await engine.target(text, by, bench, signal)
  if (target.path === undefined && hasPassword(into) && world.arguments.some((said) => said.includes(into))) {
    throw new Problem('usage', '--into contains a password, and other users of this machine can read arguments', {
      hint: "Put the URL into a variable and write --into '${RESTORE_URL}'.",
    })
  }
  return target
}

/** Where the policy restores a source to: of one of the databases of a server, that database. undefined: it does not say. */
export function ownPlace({ env }: Pick<World, 'env'>, source: Source | undefined): string | undefined {
  const into = source?.recovery?.into
  if (into === undefined || source?.member === undefined) return into
  const filled = into.replace(variable, (all, name: string) => env[name] || all)
  return inDatabase(filled, source.member.database)
}

/** A password as it was typed, beside what is taken from the environment. */
function hasPassword(into: string): boolean {
  const user = /^[a-z]+:\/\/[^@/?]*?:([^@]*)@/i.exec(into)?.[1] ?? ''
  const parameter = /[?&]password=([^&]*)/i.exec(into)?.[1] ?? ''
  return `${user}${parameter}`.replace(variable, '') !== ''
}

/** Never among the backups: what is restored there would be swept, listed, or in the way of the next one. */
export function refuseStore({ policy, world }: Project, path: string): void {
  for (const [name, store] of Object.entries(policy.stores)) {
    if (store.kind !== 'directory' || store.unset) continue
    if (isOutside(realPath(resolve(world.cwd, store.path)), realPath(path))) continue
    throw new Problem('target-refused', `${path} is in the store ${name}`, {
      hint: 'Restore into another folder.',
    })
  }
}

/**
 * Never into the source itself, unless --overwrite names it; gives whether the target may be replaced. Where nobody can
 * tell, because the source's own variable has gone with it, --overwrite must name the target as well.
 */
export function refuseSource(
  source: Source | undefined,
  target: Target,
  overwrite: readonly string[] = [],
  { cwd, log }: World,
  only: readonly string[],
): boolean {
  const { name, where } = target
  const meant = overwrite.some((one) => namesTarget(one, target, cwd))
  const stranger = overwrite.find((one) => !namesTarget(one, target, cwd))
  if (stranger !== undefined) {
    throw new Problem('target-refused', `--overwrite names ${stranger}, but the target is ${name}`, {
      hint: `Give --overwrite ${name} to confirm.`,
    })
  }
  if (!source) return meant
  const overlap = overlapOf(source, target)
  if (overlap === 'none') return meant
  if (overlap === 'same') {
    if (meant) return true
    throw new Problem('target-refused', `${where} is the source ${source.name} itself`, {
      hint:
        only.length === 0
          ? `Restore into a new target; to replace the source, give --overwrite ${name}.`
          : `Restore into a new target; to replace only ${namesSome(only)} there, give --overwrite ${name}.`,
    })
  }
  if ('copyAt' in overlap) {
    // Also where --overwrite names it: what it asks for would not be done.
    const because = `the backup has whole paths, so it would land in ${overlap.copyAt} and replace nothing`
    const { original } = overlap
    throw new Problem('target-refused', `${where} is in the source ${source.name} itself: ${because}`, {
      hint: `To put the files back in place, give --into ${original} --overwrite ${original}; otherwise restore into a new folder outside the source.`,
    })
  }
  const unknown = `whether ${where} is the source ${source.name} itself is unknown: ${overlap.because}`
  if (!meant) {
    throw new Problem('target-refused', unknown, {
      hint: `Give --overwrite ${name} to confirm that what is there may be replaced, or set the variable.`,
    })
  }
  log.warning(unknown)
  return true
}

/** Whether what stands after --overwrite is this target. */
export const namesTarget = (said: string, { name }: Pick<Target, 'name'>, cwd: string): boolean =>
  said === name || resolve(cwd, said) === name

function overlapOf(source: Source, target: Target): Overlap | { readonly because: string } {
  try {
    return target.overlap(source)
  } catch (error) {
    if (!isProblem(error)) throw error
    return { because: error.message }
  }
}
