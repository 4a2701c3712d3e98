import { channelLimitMs, post, sendMail } from '../../channel/channel.ts'
import type { News } from '../../judge/judge.ts'
import type { Channel, Policy } from '../../policy/policy.ts'
import { isFailure, type Problem } from '../../problem.ts'
import { type Bulletin, renderMail, webhookBody } from '../../report/report.ts'
import type { World } from '../../world.ts'
import type { Claim } from './state.ts'

/** What became of one channel. */
export interface Delivery {
  readonly channel: string
  /** What it took. */
  readonly told: readonly News[]
  /** By source: the number of its issue. */
  readonly issues: ReadonlyMap<string, number>
  readonly problem?: Problem
}

/** All channels at once: one that hangs costs its own time limit, and no other's. Never throws an expected failure. */
export async function deliver(
  world: World,
  policy: Policy,
  claims: readonly Claim[],
  bulletin: Bulletin,
): Promise<readonly Delivery[]> {
  const wanted = (policy.notify?.channels ?? []).filter(({ name }) =>
    bulletin.news.some(({ channels }) => channels.includes(name)),
  )
  return Promise.all(
    wanted.map(async (channel) => {
      const news = bulletin.news.filter(({ channels }) => channels.includes(channel.name))
      const told: News[] = []
      const issues = new Map<string, number>()
      try {
        await send(world, channel, { ...bulletin, news }, claims, { told, issues })
        return { channel: channel.name, told, issues }
      } catch (error) {
        if (!isFailure(error)) throw error
        return { channel: channel.name, told, issues, problem: error }
      }
    }),
  )
}

interface Progress {
  readonly told: News[]
  readonly issues: Map<string, number>
}

async function send(
  world: World,
  channel: Channel,
  bulletin: Bulletin,
  claims: readonly Claim[],
  progress: Progress,
): Promise<void> {
  const options = { where: `notify.${channel.name}`, signal: world.signal, limitMs: channelLimitMs }
  switch (channel.kind) {
    case 'webhook': {
      const { url, style, insecure = false } = channel
      const body = webhookBody(bulletin, style)
      await post({ url: url.reveal(), body, contentType: 'application/json', insecure }, options)
      break
    }
    case 'mail': {
      const { server, from, to, insecure = false } = channel
      await sendMail(server.reveal(), { from, to, ...renderMail(bulletin) }, { ...options, insecure })
      break
    }
    case 'github-issue': {
      // What speaks to GitHub is loaded only where it is wanted.
      const { sendIssues } = await import('./issue.ts')
      return sendIssues(world, channel, bulletin, claims, progress)
    }
  }
  progress.told.push(...bulletin.news.map((one) => ({ ...one, channels: [channel.name] })))
}

/** "notify.webhook answered 500": as a finding of the report. */
export function findingOf({ channel, problem }: Delivery): string | undefined {
  if (!problem) return undefined
  const hint = problem.hint ? ` ${problem.hint}` : ''
  return `alerts could not be sent to ${channel}, and are sent by the next run: ${problem.message}.${hint}`
}
