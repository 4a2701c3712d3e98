import type { SourceCatalog } from '../../catalog/catalog.ts'
import { readMember } from '../../policy/policy.ts'
import { Problem } from '../../problem.ts'
import { formatTime } from '../../words/words.ts'
import type { Project } from '../project/project.ts'

/**
 * A database that was retired may be there by now, or have been all the time: then the list that does not name it is older than a
 * backup of it, whoever put it there. What the patterns of the policy leave out, the policy says itself.
 */
export function mustHaveGone({ expansions, policy }: Project, name: string, { entries }: SourceCatalog): void {
  const expansion = expansions.find(({ group }) => group.name === readMember(name)?.group)
  if (expansion?.listedAt === undefined || expansion.leftOut.has(name)) return
  const { listedAt, group } = expansion
  const later = entries.find(({ foreign, startedAt }) => foreign === undefined && startedAt > listedAt)
  if (later === undefined) return
  const list = `the list of the databases of ${group.name} is of ${formatTime(listedAt, policy.timezone)}`
  throw new Problem('retention-refused', `${name} may not have gone: ${list}, and ${later.id} was made after it`, {
    hint: `Run \`backproof run --source ${group.name}\`, which asks the server and makes the list anew.`,
  })
}
