import { realpath } from 'node:fs/promises'
import { dirname, relative } from 'node:path'
import { type Comparison, judgeChange } from '../../judge/judge.ts'
import { secretNames } from '../../policy/policy.ts'
import { isProblem, Problem } from '../../problem.ts'
import { renderComment } from '../../report/report.ts'
import { type PolicyFile, rootOf } from '../../trust/trust.ts'
import { suggest } from '../../words/words.ts'
import { redactAll, type World } from '../../world.ts'
import type { Options } from '../option.ts'
import { withDatabases } from '../project/databases/open.ts'
import { saidDoubts } from '../project/databases/said.ts'
import { defaultPaths, mergedPaths, pathFrom, readPolicy } from '../project/policy-file.ts'
import { makeProject, type Project } from '../project/project.ts'
import { type Opener, openerOf, sightOf } from '../project/sight.ts'
import { withPlaceholders } from '../project/within.ts'
import type { Result } from '../result.ts'
import { compareProjects } from './compare-projects.ts'
import type { Review } from './pull-request.ts'

const defaultLabel = 'backup-plan-approved'
const fromFork =
  'This pull request comes from a fork, which gets no secrets: no store was read, and no comment can be written.'

/** What the changed policy would do: as text, as a comment of the pull request, and as a check that may fail. */
export async function comparePlan(world: World, options: Options): Promise<Result> {
  const { approvalOf, openReview, postComment } = await import('./pull-request.ts')
  // A named file may come from anyone: it leads to no comment and no label.
  const review = options.against === undefined ? await openReview(world) : undefined
  const notes: string[] = []
  const files = await readFiles(world, options, review, notes)
  const unread: string[] = []
  const sight = await sightOf(world, options, files, review, notes)
  const offline = sight.kind === 'none'
  if (offline) notes.unshift(review?.pull.fork ? fromFork : `No store was read: ${sight.because}.`)
  const open = openerOf(world, sight, files)
  const before = files.before && openEarlier(open, world, files.before, options.against, notes, unread)
  const after = files.after && (await openHead(open, world, files.after, offline ? undefined : review, before))
  const only = checkNames(options.source ?? [], [before, after])

  // No server is asked here: the stores know which databases there were.
  const known = async (project: Project | undefined) =>
    project && !offline ? withDatabases(project, [], 'stores') : project
  const [was, is] = await Promise.all([known(before), known(after)])
  if (was) notes.push(...saidDoubts(was))
  const written = { before: before?.policy, after: after?.policy }
  const basis = offline ? 'offline' : 'live'
  const compared = await compareProjects({ before: was, after: is, basis, only, written }, world.now())
  // The base branch's own limit and label: a change must not raise the limit that it breaks, nor choose what approves it.
  const maxDeletions = before?.policy.plan?.maxDeletions ?? after?.policy.plan?.maxDeletions
  const failing = [
    ...files.failing,
    ...unread,
    ...(offline && before && after ? cutOff(before, after, compared.sources) : []),
    ...judgeChange(compared, maxDeletions === undefined ? {} : { maxDeletions }),
  ]
  const label = before?.policy.plan?.label ?? defaultLabel
  const override = review && failing.length > 0 ? await approvalOf(review, label, compared.timezone, notes) : undefined
  const earlier = files.unknown || (files.before && !before) ? ({ earlier: 'unread' } as const) : {}
  const finished = (): Comparison => ({
    ...earlier,
    ...redactAll({ ...compared, notes: [...notes, ...compared.notes], failing }, world.redact),
    ...(override ? { override } : {}),
  })
  if (review && !offline) await postComment(review, finished(), notes)
  return describe(finished(), review, label)
}

/** The pull request's own policy. Where it cannot be parsed, the comment of an earlier push must not go on saying that all is well. */
async function openHead(
  open: Opener,
  world: World,
  file: PolicyFile,
  review: Review | undefined,
  before: Project | undefined,
): Promise<Project> {
  try {
    return open(world, file)
  } catch (error) {
    if (!review || !before || !isProblem(error, 'policy-invalid')) throw error
    const { postUnread } = await import('./pull-request.ts')
    const notes: string[] = []
    await postUnread(review, before.policy.project, world.redact(error.message), notes)
    for (const note of notes) world.log.warning(note)
    throw error
  }
}

/** What takes every backup out of reach, whatever backups there are: where no store is read, nothing else would say so. */
function cutOff(before: Project, after: Project, sources: Comparison['sources']): readonly string[] {
  const [was, is] = [before.policy.encryption, after.policy.encryption]
  const none = (then: readonly string[], now: readonly string[]) => !then.some((one) => now.includes(one))
  const unknown = 'is not known: no store was read'
  return [
    ...(none(was.recipients, is.recipients)
      ? [`no key of the earlier policy stays, and whether the new ones open the existing backups ${unknown}`]
      : []),
    ...(is.signers.length > 0 && none(was.signers, is.signers)
      ? [`no signer of the earlier policy stays, and whether the existing backups still count ${unknown}`]
      : []),
    ...sources.flatMap(({ source, status, storesDropped, storesMoved }) => {
      const then = status === 'kept' ? before.sources.find(({ name }) => name === source)?.stores.length : undefined
      if (then !== storesDropped.length + storesMoved.length) return []
      return [`${source}: none of its stores stays, and what happens to its backups ${unknown}`]
    }),
  ]
}

interface Files {
  readonly before: PolicyFile | undefined
  /** It could not be determined whether there is an earlier policy. */
  readonly unknown?: true
  /** undefined: the pull request takes the policy away. */
  readonly after: PolicyFile | undefined
  /** Why no verdict can be had. */
  readonly failing: readonly string[]
}

async function readFiles(
  world: World,
  { policy, against }: Options,
  review: Review | undefined,
  notes: string[],
): Promise<Files> {
  const after = await (world.footing.policy ??
    readPolicy(world, policy).catch((error: unknown) => {
      if (review && isProblem(error, 'usage')) return error
      throw error
    }))
  const linked = review && !(after instanceof Problem) ? await refuseLink(world, after.path) : []
  const head = after instanceof Problem ? undefined : after
  if (against !== undefined || !review) {
    const before = against === undefined ? undefined : await readPolicy(world, against, 'against')
    if (after instanceof Problem) throw after
    return { before, after: head, failing: [] }
  }
  const { readBase, tolerate } = await import('./pull-request.ts')
  const { paths } = await mergedPaths(world, policy)
  const found = await tolerate(notes, async () => ({ file: await readBase(review, paths, defaultPaths) }))
  const moved = found?.file && head && !paths.some((path) => found.file?.path === `${path} (base branch)`)
  if (moved) notes.push(`The policy moves to ${head.path}: it is compared with ${found.file?.path}.`)
  if (found && !found.file && after instanceof Problem) throw after
  if (found && !found.file) notes.push(`The base branch has no ${head?.path}: everything in this one is new.`)
  if (found && !head) notes.push(`This pull request removes the policy ${found.file?.path}.`)
  if (!found && after instanceof Problem) throw after
  const failing = found ? [] : ["the base branch's policy could not be read, so what this change does is unknown"]
  return {
    before: found?.file,
    ...(found ? {} : { unknown: true }),
    after: head,
    failing: [...failing, ...linked],
  }
}

/** What a link leads to changes without its own file, and so without a run of this check. */
async function refuseLink({ cwd }: World, path: string): Promise<readonly string[]> {
  const file = pathFrom(cwd, path)
  const root = (await rootOf(dirname(file))) ?? cwd
  const [real, realRoot] = await Promise.all([realpath(file), realpath(root)])
  if (relative(realRoot, real) === relative(root, file)) return []
  return [
    `${path} is a link to ${relative(realRoot, real)}, which can change without this check: put the file itself there`,
  ]
}

/** Sources may be named of either policy; throws `usage`. */
function checkNames(names: readonly string[], projects: readonly (Project | undefined)[]): readonly string[] {
  const known = projects.flatMap((project) => Object.keys(project?.policy.sources ?? {}))
  for (const name of names)
    if (!known.includes(name))
      throw new Problem('usage', `neither policy has a source ${name}`, { hint: suggest(name, known) })
  return names
}

function describe(comparison: Comparison, review: Review | undefined, label: string): Result {
  const { failing, override } = comparison
  const hint = review
    ? `Change the policy, or ask a maintainer to add the label ${label} to the pull request.`
    : 'Check what the plan lists; in a pull request, a label approves it.'
  const problem = new Problem('gate-unmet', `the change of ${comparison.policy} must not pass: ${failing.join('; ')}`, {
    hint,
  })
  // A job summary has room for a mebibyte.
  const markdown = renderComment(comparison, 700_000)
  return {
    json: comparison,
    text: () => plain(markdown),
    markdown,
    problems: failing.length > 0 && !override ? [problem] : [],
  }
}

/** The comment as a terminal shows it: without the markup that only a browser reads. */
function plain(markdown: string): string {
  return markdown
    .replaceAll(/<br>/g, '\n    ')
    .replaceAll(/<\/?(details|summary|code|sub)[^>]*>|<!-- -->|\*\*|```(text)?|^\|---.*\n/gm, '')
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

/**
 * The earlier policy. If the base branch's policy cannot be parsed any more, that is only a note, so that it can be
 * repaired. If it only lacks variables, which the change may have removed from the workflow together with their
 * purpose, the review does not pass. Throws for a `named` file that is not a policy: the user meant a different file.
 */
function openEarlier(
  open: Opener,
  world: World,
  file: PolicyFile,
  named: string | undefined,
  notes: string[],
  failing: string[],
): Project | undefined {
  const quiet = { ...world, log: { ...world.log, fault: () => {} } }
  try {
    return open(quiet, file)
  } catch (error) {
    if (!isProblem(error, 'policy-invalid')) throw error
    const missing = secretNames(file.text).filter((name) => !world.env[name])
    const lacks = missing.length > 0 && reads(withPlaceholders(quiet, [file]), file)
    if (named !== undefined && !lacks) throw error
    notes.push(`The earlier policy cannot be parsed, so the change cannot be compared with it: ${error.message}.`)
    if (lacks)
      failing.push(`the effect of this change is unknown: ${missing.join(', ')} of the earlier policy is not set here`)
    return undefined
  }
}

function reads(world: World, file: PolicyFile): boolean {
  try {
    makeProject(world, file, [])
    return true
  } catch (error) {
    if (!isProblem(error, 'policy-invalid')) throw error
    return false
  }
}
