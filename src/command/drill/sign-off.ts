import type { DrillRecord } from '../../catalog/catalog.ts'
import { openApi, runApprover } from '../../github/github.ts'
import { drillHealth } from '../../judge/judge.ts'
import { isFailure, Problem } from '../../problem.ts'
import type { World } from '../../world.ts'
import { finishAndTell } from '../alert/tell.ts'
import type { Options } from '../option.ts'
import { openProject } from '../project/project.ts'
import { newSession } from '../project/session.ts'
import type { Result } from '../result.ts'
import { keepDrill, newDrill } from './keep.ts'

const longest = 1000

/** A named person says that the plan of recovery was gone through, and whether it worked. What they say is told, and is no failure of this. */
export async function signOff(world: World, options: Options): Promise<Result> {
  const project = await openProject(world, options)
  const { because } = options
  if (because !== undefined && (because.trim() === '' || because.length > longest))
    throw new Problem('usage', `--because is empty, or longer than ${longest} characters`, {
      hint: 'Say what was gone through, and what came of it.',
    })
  const failed = options.failed === true
  if (failed && because === undefined)
    throw new Problem('usage', '--failed needs --because', { hint: 'Say with --because TEXT what did not work.' })
  const outcome = failed ? 'failed' : 'passed'
  const who = await signerOf(world, options)
  const name = newDrill(world.now())
  const signedOff = { ...who, ...(because === undefined ? {} : { because }) }
  const { record, failures } = await keepDrill(project, name, {
    kind: 'manual',
    outcome,
    signedOff,
    sources: [],
  })
  const session = newSession(project, 'verify', [])
  for (const error of failures) session.problems.push({ source: 'drill', error })
  session.drills.push(drillHealth({ id: record.id, kind: 'manual', outcome, at: name.at }, record))
  // That it is no longer overdue.
  return finishAndTell(session)
}

type Signer = Pick<NonNullable<DrillRecord['signedOff']>, 'name' | 'claimed'>

/** A name given by hand is a claim; else who approved the run in its environment, or who started it by hand. */
async function signerOf(world: World, options: Options): Promise<Signer> {
  const { origin } = world
  const given = options['signed-off-by']
  if (given !== undefined) {
    if (given.trim() === '' || given.length > 200)
      throw new Problem('usage', '--signed-off-by is empty, or longer than 200 characters', { hint: 'Give a name.' })
    if (options.because === undefined)
      throw new Problem('usage', '--signed-off-by needs --because', {
        hint: 'Say with --because TEXT what was gone through, and what came of it.',
      })
    return { name: given.trim(), claimed: true }
  }
  const approver = await approverOf(world)
  if (approver !== undefined) return { name: approver, claimed: false }
  const { actor, event, run } = origin
  if (actor !== undefined && run !== undefined && event === 'workflow_dispatch') return { name: actor, claimed: false }
  throw new Problem(
    'usage',
    run === undefined ? 'nobody is named who signs off' : `nobody has signed off: a ${event ?? 'run'} is not a person`,
    {
      hint:
        run === undefined
          ? 'Give --signed-off-by NAME and --because TEXT.'
          : 'Give the job an environment with required reviewers, permissions: { actions: read } and github-token; or --signed-off-by NAME --because TEXT.',
    },
  )
}

/** Who approved this run; undefined: nobody did, or it cannot be asked. */
async function approverOf(world: World): Promise<string | undefined> {
  const { repository = '', run } = world.origin
  const token = world.env['BACKPROOF_GITHUB_TOKEN'] || world.env['GITHUB_TOKEN'] || ''
  const [owner = '', repo = ''] = repository.split('/')
  if (run === undefined || !/^\d{1,20}$/.test(run) || repo === '' || token === '') return undefined
  try {
    const url = world.env['GITHUB_API_URL'] ?? 'https://api.github.com'
    const api = await openApi(token, url, { signal: world.signal })
    return await runApprover(api, { owner, repo, run: Number(run) })
  } catch (error) {
    if (!isFailure(error)) throw error
    world.log.warning(`who approved this run could not be asked: ${error.message}. ${error.hint ?? ''}`.trim())
    return undefined
  }
}
