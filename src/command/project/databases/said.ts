import type { Source } from '../../../policy/policy.ts'
import { Problem } from '../../../problem.ts'
import type { Report } from '../../../report/report.ts'
import { namesSome, plural } from '../../../words/words.ts'
import type { Project } from '../contract.ts'

/** What has changed on the servers since they were last listed, in words: said once, by the run that finds it. */
export function sayDatabases({ expansions, world }: Project): readonly string[] {
  const said = expansions.flatMap(({ group, fresh, vanished, members }) => [
    ...(fresh.length > 0 && fresh.length === members.length
      ? [`${group.name}: ${plural(fresh.length, 'database')}, each a source of its own: ${namesSome(fresh)}`]
      : fresh.length > 0
        ? [`${group.name}: ${plural(fresh.length, 'new database')}: ${namesSome(fresh)}`]
        : []),
    ...(vanished.length > 0
      ? [
          `${group.name}: ${plural(vanished.length, 'database')} ${vanished.length === 1 ? 'is' : 'are'} not on the server any more: ${namesSome(vanished)}; the backups stay until \`backproof retire SOURCE\` lets them go`,
        ]
      : []),
  ])
  return said.map(world.redact)
}

/** Of which sources it is not known which databases they have, why, and what to do; no names: of all. */
export function doubtsOf(
  { expansions, world }: Pick<Project, 'expansions' | 'world'>,
  names: readonly string[] = [],
): readonly { readonly group: Source; readonly message: string; readonly hint: string }[] {
  return expansions.flatMap(({ group, doubt }) => {
    if (doubt === undefined || (names.length > 0 && !names.includes(group.name))) return []
    const message = `which databases there are is not known: ${world.redact(doubt)}`
    return [{ group, message, hint: `Run \`backproof run --source ${group.name}\`, which makes the list anew.` }]
  })
}

/** The same as sentences. */
export const saidDoubts = (project: Pick<Project, 'expansions' | 'world'>, names?: readonly string[]) =>
  doubtsOf(project, names).map(({ group, message, hint }) => `${group.name}: ${message}. ${hint}`)

/** The same for programs. */
export function databasesReport({ expansions }: Project): Pick<Report, 'databases'> {
  if (expansions.length === 0) return {}
  const databases = expansions.map(({ group, members, gone, fresh, vanished }) => ({
    source: group.name,
    count: members.length,
    ...{ new: fresh, vanished, gone: gone.map(({ name }) => name) },
  }))
  return { databases }
}

/** Servers that did not say which databases they have: nothing is concluded from that, and it is told. */
export function unlisted({ expansions }: Project): readonly { readonly source: string; readonly error: unknown }[] {
  return expansions.flatMap(({ group, failure }) =>
    failure === undefined ? [] : [{ source: group.name, error: failure }],
  )
}

/** Throws why there is no telling whether the source's database is there. */
export function requireListed({ expansions }: Project, { name, member, databases }: Source): void {
  const group = expansions.find((one) => one.group.name === (member?.group ?? name))
  if (group?.failure !== undefined) throw group.failure
  if (databases === undefined) return
  throw new Problem('source-failed', `which databases ${name} has is not known: its server was not asked`, {
    hint: `Run \`backproof backup --source ${name}\` where the server can be reached.`,
  })
}
