import { channelLimitMs } from '../../channel/channel.ts'
import { openApi, putRollingIssue } from '../../github/github.ts'
import type { News } from '../../judge/judge.ts'
import type { IssueChannel } from '../../policy/policy.ts'
import { Problem } from '../../problem.ts'
import { type Bulletin, issueBody, issueComment, issueMarker, issueTitle } from '../../report/report.ts'
import type { World } from '../../world.ts'
import type { Claim } from './state.ts'

/** A run that meets a server with a thousand broken databases must not open a thousand issues: the others follow, run by run. */
const mostIssues = 20

/** One issue per source with news. What was told is noted as it happens: the others are news again. */
export async function sendIssues(
  world: World,
  { labels, name }: IssueChannel,
  bulletin: Bulletin,
  claims: readonly Claim[],
  { told, issues }: { readonly told: News[]; readonly issues: Map<string, number> },
): Promise<void> {
  const { env } = world
  const [owner, repository] = (env['GITHUB_REPOSITORY'] ?? '').split('/')
  const token = env['BACKPROOF_GITHUB_TOKEN'] || env['GITHUB_TOKEN'] || ''
  if (!owner || !repository || token === '')
    throw new Problem(
      'secret-missing',
      `notify.github-issue needs a token and a repository, and ${token === '' ? 'no token' : 'GITHUB_REPOSITORY'} is ${token === '' ? 'set' : 'not set'}`,
      {
        hint: 'Give the step env: { GITHUB_TOKEN: "${{ github.token }}" }, or the action github-token, and the job permissions: { issues: write }.',
      },
    )
  const signal = AbortSignal.any([world.signal, AbortSignal.timeout(channelLimitMs)])
  const api = await openApi(token, env['GITHUB_API_URL'] ?? 'https://api.github.com', { signal })
  const bySource = [...Map.groupBy(bulletin.news, ({ source }) => source)]
  for (const [source, news] of bySource.slice(0, mostIssues)) {
    const state = claims.find((claim) => claim.subject.name === source)?.state
    const open = Object.entries(state?.alerts ?? {}).flatMap(([rule, { open, message, hint, since }]) =>
      open ? [{ rule, message, ...(hint ? { hint } : {}), since: new Date(since) }] : [],
    )
    const issue = {
      marker: issueMarker(bulletin.project, bulletin.test ? `${source} test` : source),
      title: `${bulletin.test ? 'Test: ' : ''}${issueTitle(source)}`,
      body: issueBody(source, open, bulletin),
      comment: issueComment(news, bulletin),
      open: open.length > 0,
      labels,
    }
    try {
      // A test shows both: nothing is open, and so none would be made.
      const begun =
        bulletin.test && (await putRollingIssue(api, { owner, repository }, { ...issue, open: true }, undefined))
      const number = await putRollingIssue(api, { owner, repository }, issue, begun ?? state?.issue)
      if (number !== undefined) issues.set(source, number)
    } catch (error) {
      if (!signal.aborted || world.signal.aborted) throw error
      throw new Problem('channel-failed', `notify.github-issue did not answer within ${channelLimitMs / 1000} s`, {
        hint: 'The next run tries again.',
        cause: error,
      })
    }
    told.push(...news.map((one) => ({ ...one, channels: [name] })))
  }
  const left = bySource.length - mostIssues
  if (left > 0) world.log.warning(`alerts of ${left} more sources become issues with the next runs`)
}
