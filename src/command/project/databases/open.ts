import { memberName, type Policy, readMember, type Source } from '../../../policy/policy.ts'
import { isProblem, messageOf, Problem } from '../../../problem.ts'
import { suggest } from '../../../words/words.ts'
import type { Project } from '../contract.ts'
import { type Expansion, expand } from './expand.ts'
import { askServer, keepList, lookIntoStores } from './look.ts'

/**
 * Who answers which databases there are: the server; what the stores know from the last time it was asked; or the server where it
 * answers, and else the stores.
 */
export type Asked = 'server' | 'stores' | 'either'

/**
 * The project with every source that stands for the databases of a server replaced by those. Of a server that is asked, only the
 * sources that are named; the stores tell of the others.
 */
export async function withDatabases(project: Project, names: readonly string[], asked: Asked): Promise<Project> {
  const { policy } = project
  const groups = Object.values(policy.sources).filter(({ databases }) => databases !== undefined)
  if (groups.length === 0) return project
  const isNamed = ({ name }: Source) => names.length === 0 || names.some((one) => groupOf(one) === name)
  const expansions = await Promise.all(
    groups.map((group) => expansionOf(project, group, isNamed(group) ? asked : 'stores')),
  )
  const byName = new Map(expansions.map((one) => [one.group.name, one]))
  const sources = Object.values(policy.sources).flatMap((source) => {
    const members = byName.get(source.name)?.members ?? []
    // Of a source of which nothing is known, all that can be said is that it has no backup.
    return members.length > 0 ? members : [source]
  })
  return project.expanded({ ...policy, sources: byNameOf(sources) }, expansions)
}

/** The policy with its sources as they are written: what concerns one of them does so once, however many databases it has. */
export function asWritten({ policy, expansions }: Pick<Project, 'policy' | 'expansions'>): Policy {
  const groups = new Map(expansions.map(({ group }) => [group.name, group]))
  const sources = Object.values(policy.sources).map((source) => groups.get(source.member?.group ?? '') ?? source)
  return { ...policy, sources: byNameOf(sources) }
}

const byNameOf = (sources: readonly Source[]): Policy['sources'] =>
  Object.assign(Object.create(null), Object.fromEntries(sources.map((source) => [source.name, source])))

const groupOf = (name: string) => name.replace(/\/.*$/s, '')

async function expansionOf(project: Project, group: Source, asked: Asked): Promise<Expansion> {
  const looking = lookIntoStores(project, group)
  if (asked === 'stores') return expand(group, await looking)
  const [shelved, answer] = await Promise.all([looking, askServer(project, group)])
  if (asked === 'either' && 'failure' in answer) {
    const { failure } = answer
    if (!isProblem(failure, 'secret-missing'))
      project.world.log.warning(`${group.name}: the server was not asked for its databases: ${messageOf(failure)}`)
    return expand(group, shelved)
  }
  const expansion = expand(group, { ...shelved, answer })
  if ('databases' in answer && expansion.members.length > 0) {
    const databases = expansion.members.flatMap(({ member }) => member?.database ?? [])
    await keepList(project, group, databases, shelved)
  }
  return expansion
}

/**
 * The sources that these names mean, in the order of the policy; none: all of the policy. A name of the policy that stands for
 * databases means each of them; a database may be named as the server has it. `gone`: also those that are there no more.
 */
export function selectSources(
  { policy, expansions }: Pick<Project, 'policy' | 'expansions'>,
  names: readonly string[],
  gone: 'too' | 'refused',
): readonly Source[] {
  const sources = Object.values(policy.sources)
  if (names.length === 0) return sources
  const away = new Map(expansions.flatMap((one) => one.gone.map((source) => [source.name, one] as const)))
  const groups = new Map(expansions.map((one) => [one.group.name, one]))
  const wanted = new Set<string>()
  for (const name of names) {
    const group = groups.get(name)
    const slash = name.indexOf('/')
    const escaped = slash === -1 ? name : memberName(name.slice(0, slash), name.slice(slash + 1))
    const meant = [name, escaped].find((one) => Object.hasOwn(policy.sources, one) || away.has(one))
    if (group && group.members.length > 0) for (const member of group.members) wanted.add(member.name)
    else if (meant === undefined) throw unknownSource(policy, name, [...away.keys()])
    else if (away.has(meant) && gone === 'refused') throw goneSource(away.get(meant), meant)
    else wanted.add(meant)
  }
  const all = [...sources, ...expansions.flatMap((one) => one.gone)]
  return all.filter(({ name }) => wanted.has(name))
}

/** The policy's source of this name, also of a database that is not there any more: with all that the policy says of it. */
export function sourceNamed(
  { policy, expansions }: Pick<Project, 'policy' | 'expansions'>,
  name: string,
): Source | undefined {
  if (Object.hasOwn(policy.sources, name)) return policy.sources[name]
  return expansions.flatMap(({ gone }) => gone).find((source) => source.name === name)
}

/** The same name, of a database as the server has it as well. */
export function asSourceName(name: string): string {
  const slash = name.indexOf('/')
  const escaped = slash === -1 ? name : memberName(name.slice(0, slash), name.slice(slash + 1))
  return readMember(name) ? name : escaped
}

/** Before a store or a server is asked: names that no database can make right. */
export function requireNames(policy: Policy, names: readonly string[]): void {
  for (const name of names) {
    const group = Object.hasOwn(policy.sources, groupOf(name)) ? policy.sources[groupOf(name)] : undefined
    if (!Object.hasOwn(policy.sources, name) && !group?.databases) throw unknownSource(policy, name, [])
  }
}

function unknownSource({ path, sources }: Policy, name: string, gone: readonly string[]): Problem {
  const known = [...Object.keys(sources), ...gone]
  return new Problem('usage', `${path} has no source ${name}`, { hint: suggest(name, known) })
}

function goneSource(expansion: Expansion | undefined, name: string): Problem {
  const database = expansion?.gone.find((one) => one.name === name)?.member?.database ?? name
  const is = `${JSON.stringify(database)} is not among the databases of ${expansion?.group.name}`
  const restores = `Its backups stay: \`backproof restore --source ${name}\` restores one`
  return expansion?.leftOut.has(name)
    ? new Problem('usage', `${is}: the patterns of databases in the policy leave it out`, {
        hint: `Check databases of ${expansion.group.name} in the policy. ${restores}.`,
      })
    : new Problem('usage', `${is}: it has left the server`, {
        hint: `${restores}, \`backproof retire ${name}\` lets them go.`,
      })
}
