import { secretNames } from '../policy/policy.ts'
import { isProblem, Problem } from '../problem.ts'
import { type Comparison, judgeChange, renderComment } from '../report/report.ts'
import type { World } from '../world.ts'
import { compareProjects } from './against.ts'
import type { Result } from './all.ts'
import type { Options } from './option.ts'
import { makeProject, type PolicyFile, type Project, readPolicy } from './project.ts'
import type { Review } from './pull-request.ts'

const defaultLabel = 'backup-plan-approved'

/** True where a plan compares two policies: it was asked to, or it runs for a pull request. */
export function compares(world: World, options: Options): boolean {
  return options.against !== undefined || (world.env['GITHUB_EVENT_NAME'] ?? '').startsWith('pull_request')
}

/** What the changed policy would do: as text, as a comment of the pull request, and as a check that may fail. */
export async function comparePlan(world: World, options: Options): Promise<Result> {
  const { isApproved, openReview, postComment, readBase } = await import('./pull-request.ts')
  const review = await openReview(world)
  const notes: string[] = []
  const file = await readPolicy(world, options.policy)
  const said = options.against === undefined ? undefined : await readPolicy(world, options.against)
  const earlier = said ?? (review && (await readBase(review, file.path)))
  if (review && !earlier) notes.push(`the base branch has no ${file.path}: everything in this one is new`)
  const offline = review?.pull.fork ?? false
  if (offline)
    notes.push(
      'This pull request comes from a fork, which gets no secrets: no store was read, and no comment can be written.',
    )
  const seen = offline ? withPlaceholders(world, [file.text, earlier?.text ?? '']) : world
  const after = makeProject(seen, file, options.source ?? [])
  const before = earlier && openEarlier(seen, earlier, notes)

  const compared = await compareProjects({ before, after, basis: offline ? 'offline' : 'live' }, world.now())
  // The base branch's own limits: a change must not raise the limit that it breaks.
  const rules = before?.policy.plan ?? after.policy.plan ?? {}
  const failing = judgeChange(compared, rules)
  const label = rules.label ?? defaultLabel
  const approved = review && failing.length > 0 ? await isApproved(review, label, notes) : false
  const finished = (): Comparison => ({
    ...compared,
    notes: [...notes, ...compared.notes],
    failing,
    ...(approved ? { override: { label } } : {}),
  })
  if (review && !offline) await postComment(review, finished(), notes)
  return describe(finished(), review, label)
}

function describe(comparison: Comparison, review: Review | undefined, label: string): Result {
  const { failing, override } = comparison
  const hint = review
    ? `Change the policy, or let somebody who may approve it put the label ${label} on the pull request and run the job again.`
    : 'Look at what the plan lists; in a pull request a label approves it.'
  const problem = new Problem('gate-unmet', `the change of ${comparison.policy} may not pass: ${failing.join('; ')}`, {
    hint,
  })
  const markdown = renderComment(comparison, 900_000)
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
    .replaceAll(/<\/?(details|summary|code|sub)[^>]*>|\*\*|```(text)?/g, '')
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

/** The earlier policy; one that does not read any more is a note, so that it can be mended. */
function openEarlier(world: World, file: PolicyFile, notes: string[]): Project | undefined {
  try {
    return makeProject({ ...world, log: { ...world.log, fault: () => {} } }, file, [])
  } catch (error) {
    if (!isProblem(error, 'policy-invalid')) throw error
    notes.push(`the earlier policy does not read, so the change is compared with none: ${error.message}`)
    return undefined
  }
}

/** A fork's run has no values for the policy's variables: the policy is checked without them. */
function withPlaceholders(world: World, texts: readonly string[]): World {
  const missing = texts.flatMap((text) => secretNames(text)).filter((name) => !world.env[name])
  return {
    ...world,
    env: { ...world.env, ...Object.fromEntries(missing.map((name) => [name, 'not-known-in-a-fork'])) },
  }
}
